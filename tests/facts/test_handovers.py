"""What init containers bring and who sees it: P3-dest and P3-unmounted with their near misses."""

from conftest import facts_of, findings, workload

from podlint.facts.handovers import InitDelivery

RULE = "packaging/init-copy-not-shared"
TOMCAT = "{name: tomcat, image: 'tomcat:10', volumeMounts: [{name: apps, mountPath: /usr/local/tomcat/webapps}]}"
APPS = "[{name: apps, emptyDir: {}}, {name: work, emptyDir: {}}]"


def pod(init: str, containers: str = TOMCAT, volumes: str = APPS) -> str:
    return workload("shop", f"{{initContainers: [{init}], containers: [{containers}], volumes: {volumes}}}")


def copier(command: str, mounts: str = "[{name: apps, mountPath: /out}]", name: str = "war") -> str:
    return f"{{name: {name}, image: 'example.com/{name}:1', command: [sh, -c, {command!r}], volumeMounts: {mounts}}}"


def only(manifest: str) -> InitDelivery:
    (found,) = facts_of(manifest).all(InitDelivery)
    return found


def told(row: InitDelivery) -> tuple[list[str], list[str], list[str]]:
    return [one.path for one in row.seen], [one.path for one in row.alone], [one.note for one in row.expected]


def test_good_form() -> None:
    assert told(only(pod(copier("cp /shop.war /out/")))) == (["/out/shop.war"], [], [])


def test_beside_the_mount() -> None:
    row = only(pod(copier("cp /shop.war /usr/local/tomcat/webapps/")))
    assert told(row) == ([], ["/usr/local/tomcat/webapps/shop.war"], ["tomcat has volume apps at this path"])
    assert (str(row.consumer), row.volume) == ("tomcat", None)
    assert row.repaired.count("{name: apps, mountPath: /usr/local/tomcat/webapps}") == 2


def test_into_a_volume_of_its_own() -> None:
    bare = "{name: tomcat, image: 'tomcat:10'}"
    row = only(pod(copier("cp /shop.war /out/"), bare))
    assert told(row) == ([], ["/out/shop.war"], ["tomcat serves what lies in /usr/local/tomcat/webapps"])
    assert str(row.volume) == "apps"
    assert "mountPath: /out" in row.repaired
    assert "mountPath: /usr/local/tomcat/webapps" in row.repaired


def test_on_the_way_to_a_volume() -> None:
    """P3 near miss 4."""
    mounts = "[{name: apps, mountPath: /out}, {name: work, mountPath: /work}]"
    script = "curl -o /work/a.war https://example.com/a.war; cp /work/a.war /out/"
    assert told(only(pod(copier(script, mounts))))[1:] == ([], [])
    script = "cd /work && git clone https://example.com/a.git && cp -r /work/a/. /usr/local/tomcat/webapps/a"
    assert told(only(pod(copier(script, mounts))))[1] == ["/usr/local/tomcat/webapps/a"]


def test_an_unknown_destination_may_be_the_one() -> None:
    assert told(only(pod(copier("cp /a /opt/a; cp /a $WHERE"), "{name: app, image: 'example.com/app:1'}")))[1] == []


def test_what_is_the_init_containers_own() -> None:
    """P3-dest: inits whose job is another one."""
    for script in ("cp /k /root/.ssh/k", "cp /x /etc/apt/x", "date > /x/y.log", "cp /a /app/a && migrate"):
        assert told(only(pod(copier(script), "{name: app, image: 'example.com/app:1'}")))[1] == []


def test_own_settings_that_another_container_reads() -> None:
    app = "{name: app, image: 'example.com/app:1', args: [--config, /etc/app/app.conf]}"
    row = only(pod(copier("cp /x /etc/app/app.conf"), app))
    assert told(row)[2] == ["app looks for /etc/app/app.conf"]


def test_what_a_container_writes_it_does_not_wait_for() -> None:
    app = "{name: app, image: 'example.com/app:1', command: [sh, -c, 'date > /srv/a/b']}"
    assert told(only(pod(copier("cp /x /srv/a/b"), app)))[2] == []


def test_a_program_of_an_image_that_is_there_anyway() -> None:
    """P2 near miss 7, P3 near miss 12."""
    twin = "{name: app, image: 'example.com/war:1'}"
    assert told(only(pod(copier("cp /bin/x /out/x"), twin)))[1] == []


def test_the_next_init_container_sees_it() -> None:
    """P2 near miss 6."""
    second = copier("cat /in/x", "[{name: apps, mountPath: /in}]", "second")
    row, *_ = facts_of(pod(f"{copier('cp /x /out/')}, {second}", "{name: app, image: 'a'}")).all(InitDelivery)
    assert told(row) == (["/out/x"], [], [])


def test_an_earlier_reader_is_a_matter_of_order() -> None:
    first = copier(
        "tar xf /in/x.tar -C /work", "[{name: apps, mountPath: /in}, {name: work, mountPath: /work}]", "first"
    )
    app = "{name: app, image: 'a', volumeMounts: [{name: work, mountPath: /work}]}"
    manifest = pod(f"{first}, {copier('cp /x.tar /out/')}", app)
    assert [one.rule for one in findings(manifest, RULE, "init/init-container-order")] == ["init-container-order"]


def test_claims_and_nodes_are_for_others_too() -> None:
    for source in ("persistentVolumeClaim: {claimName: x}", "hostPath: {path: /x}"):
        row = only(pod(copier("cp /x /out/"), "{name: app, image: 'a'}", f"[{{name: apps, {source}}}]"))
        assert told(row) == (["/out/x"], [], [])


def test_several_containers_may_be_meant() -> None:
    row = only(pod(copier("cp /x /out/"), "{name: a, image: 'a'}, {name: b, image: 'b'}"))
    assert (told(row)[1], row.consumer, row.repaired) == (["/out/x"], None, "")


def test_only_plain_init_containers() -> None:
    sidecar = copier("cp /x /opt/x").replace("name: war,", "name: war, restartPolicy: Always,", 1)
    assert facts_of(pod(sidecar)).all(InitDelivery) == ()
    main = pod("", copier("cp /x /opt/x"))
    assert facts_of(main).all(InitDelivery) == ()


def test_told_once() -> None:
    """The copy is told where it is made, not at the volume or at the server besides."""
    war = "{name: war, image: 'example.com/war:1', command: [cp, /a.war, /usr/local/tomcat/webapps/]}"
    manifest = pod(war, volumes="[{name: apps, emptyDir: {}}]")
    assert [one.rule for one in findings(manifest)] == ["init-copy-not-shared"]
    script = "mkdir -p /usr/local/tomcat/webapps && cp /a.war /usr/local/tomcat/webapps/"
    both = pod(copier(script, "[]"), volumes="[{name: apps, emptyDir: {}}]")
    assert [one.rule for one in findings(both)] == ["init-copy-not-shared"]
