"""Paths that a script reads, writes or names, and what it copies where."""

import pytest

from podlint.shell import PathWord, copies, from_argv, parse_script, paths_named, paths_read, paths_written


def told(path: PathWord) -> str:
    return path.path + ("/*" if path.glob else "")


def read(text: str) -> list[str]:
    return [told(path) for path in paths_read(parse_script(text))]


def written(text: str) -> list[str]:
    return [told(path) for path in paths_written(parse_script(text))]


def named(text: str) -> list[str]:
    return [told(path) for path in paths_named(parse_script(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cat /a /b", ["/a", "/b"]),
        ("cat /a/./b/../c/", ["/a/c"]),
        ("cat //a", []),
        ("tail -n 5 -F /var/log/x.log", ["/var/log/x.log"]),
        ("tail -fn5 /l", ["/l"]),
        ("tail -f /var/log/*.log", ["/var/log/*"]),
        ("tail -F /var/log/app-[0-9]/x", ["/var/log/*"]),
        ("grep /pattern /f", ["/f"]),
        ("grep -e /pattern /f /g", ["/f", "/g"]),
        ("awk '/^x/ {print}' /f", ["/f"]),
        ("sed s/a/b/ /f", ["/f"]),
        ("ls -la /d", ["/d"]),
        ("cp -r /a /b /c", ["/a", "/b"]),
        ("cp -t /c /a", ["/a"]),
        ("tar xzf /a.tgz -C /d", ["/a.tgz"]),
        ("tar -czf /b.tgz -C /d .", ["/d"]),
        ("unzip -q /a.zip -d /d", ["/a.zip"]),
        ("[ -f /p ] && test -d /q", ["/p", "/q"]),
        ("[[ ! -e /p || -s /q ]]", ["/p", "/q"]),
        ("[ /a = /b ]", []),
        ("while read l; do x; done < /f", ["/f"]),
        ("a < /f", ["/f"]),
        (". /env.sh; source /x.sh", ["/env.sh", "/x.sh"]),
        ("sh /s.sh /argument", ["/s.sh"]),
        ("/opt/srv", ["/opt/srv"]),
        ("dd if=/i of=/o", ["/i"]),
        ("curl --cacert /ca.pem http://h/p", ["/ca.pem"]),
        ("java -jar /a.jar", ["/a.jar"]),
        ("A=/x; cat $A/y", ["/x/y"]),
        ("cat /x/$UNKNOWN", ["/x/*"]),
        ("cat $UNKNOWN/x", []),
        ("echo $(cat /a)", ["/a"]),
        ("cat <<E\n/not/a/path\nE", []),
        ("cat relative", []),
        ("cd /d; cat relative ../up", ["/d", "/d/relative", "/up"]),
        ("rsync -a h:/a u@h:/b /c", []),
        ("cat -", []),
        ("find /d -name x -type f", ["/d"]),
        ("f() { cat /a; }; f; f", ["/a"]),
        ("trap 'cat /a' EXIT", ["/a"]),
    ],
)
def test_paths_read(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a > /x", ["/x"]),
        ("a >> /x", ["/x"]),
        ("a 2> /x", ["/x"]),
        ("a &> /x", ["/x"]),
        ("a >| /x", ["/x"]),
        ("{ a; } > /x; (b) > /y", ["/x", "/y"]),
        ("while a; do b; done > /x", ["/x"]),
        ("> /x", ["/x"]),
        ("a > /dev/null 2>&1", []),
        ("a > /dev/stdout 2> /dev/stderr", []),
        ("a > /dev/fd/3 > /proc/1/fd/1 >&2", []),
        ("cat <<E > /x\ny\nE", ["/x"]),
        ("cp /a /b /c", ["/c"]),
        ("cp --target-directory=/c /a", ["/c"]),
        ("mv /a /b", ["/a", "/b"]),
        ("ln -s /a /b", ["/b"]),
        ("install -m 755 /a /b", ["/b"]),
        ("tar xf a.tar -C /d", ["/d"]),
        ("tar --directory=/d -xf a.tar", ["/d"]),
        ("tar czf /b.tgz x", ["/b.tgz"]),
        ("unzip a.zip -d /d", ["/d"]),
        ("wget -O /f http://h", ["/f"]),
        ("wget -qO- http://h", []),
        ("wget -P /d http://h", ["/d"]),
        ("curl -sLo /f http://h", ["/f"]),
        ("curl --output /f http://h", ["/f"]),
        ("git clone --depth 1 https://h/r /d", ["/d"]),
        ("a | tee -a /x /y", ["/x", "/y"]),
        ("touch -d now /x", ["/x"]),
        ("mkdir -p -m 700 /x /y", ["/x", "/y"]),
        ("rm -rf /x/*", ["/x/*"]),
        ("dd if=/dev/zero of=/o bs=1M", ["/o"]),
        ("sed -i s/a/b/ /f", ["/f"]),
        ("sed -i.bak -e s/a/b/ /f", ["/f"]),
        ("chmod 644 /x", []),
        ("touch /x/$UNKNOWN", ["/x/*"]),
        ("mkdir -p /d/{a,b}", ["/d/*"]),
        ("cd /d && touch x", ["/d/x"]),
        ("a > 'b c'", []),
        ("a > '/b c'", ["/b c"]),
    ],
)
def test_paths_written(text: str, expected: list[str]) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("srv --config=/etc/x.conf", ["/etc/x.conf"]),
        ("srv -c /etc/x.conf", ["/etc/x.conf"]),
        ("srv /data", ["/data"]),
        ("srv -Dlog.dir=/l", ["/l"]),
        ("srv --dirs=/a,/b", ["/a", "/b"]),
        ("java -cp /a.jar:/b.jar Main", ["/a.jar", "/b.jar"]),
        ("srv --addr=unix:///run/x.sock", ["/run/x.sock"]),
        ("srv --addr unix:/run/x.sock", ["/run/x.sock"]),
        ("srv --file=file:///a", ["/a"]),
        ("srv --globs=/var/log/*.log", ["/var/log/*"]),
        ("srv --out=/x/$UNKNOWN", ["/x/*"]),
        ("srv http://h/p?x=/y", []),
        ("srv --url=http://h/p", []),
        ("srv h:/p u@h:/p", []),
        ("srv '/a b'", []),
        ("srv ^/dev/x", []),
        ("echo /a", []),
        ("A=/a", ["/a"]),
        ("chown -R 1:1 /d", ["/d"]),
        ("chmod --reference=/r /d", ["/d"]),
        ("ln -s /a /b", ["/a"]),
    ],
)
def test_paths_named(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_how_and_access() -> None:
    script = parse_script("srv --config=/a; chown x /b; cat /c > /d")
    found = {
        path.path: (path.how, path.access)
        for path in (*paths_named(script), *paths_read(script), *paths_written(script))
    }
    assert found == {
        "/a": ("--config", "named"),
        "/b": ("chown", "owner"),
        "/c": ("cat", "read"),
        "/d": (">", "write"),
    }


def test_words_point_into_the_argument_vector() -> None:
    (path,) = paths_named(from_argv(["srv", "--x", "--config=/a/b"]))
    assert (path.word.item, path.word.offset, path.word.length) == (2, 0, 13)
    (path,) = paths_read(from_argv(["sh", "-c", "x; cat /a"]))
    assert (path.word.item, path.word.offset, path.word.length) == (2, 7, 2)


@pytest.mark.parametrize(
    ("text", "how", "sources", "effective"),
    [
        ("cp /a.war /out/", "cp", ["/a.war"], ("/out", "/out/a.war")),
        ("cp -r /etc/datadog-agent /opt", "cp", ["/etc/datadog-agent"], ("/opt", "/opt/datadog-agent")),
        ("cp /a /b /c", "cp", ["/a", "/b"], ("/c", "/c/a", "/c/b")),
        ("cp -r /a/. /c", "cp", ["/a/."], ("/c",)),
        ("cp /a/*.war /c", "cp", ["/a/*.war"], ("/c",)),
        ("cp -t /c /a", "cp", ["/a"], ("/c", "/c/a")),
        ("cp /a /c/$UNKNOWN", "cp", ["/a"], ()),
        ("cp /a relative", "cp", ["/a"], ()),
        ("cd /d; cp /a relative", "cp", ["/a"], ("/d/relative", "/d/relative/a")),
        ("mv /a /b", "mv", ["/a"], ("/b", "/b/a")),
        ("ln -s /a /b", "ln", ["/a"], ("/b", "/b/a")),
        ("install -m 755 /a /b", "install", ["/a"], ("/b", "/b/a")),
        ("rsync -a h:/a /b", "rsync", ["h:/a"], ("/b",)),
        ("tar xzf /a.tgz -C /d", "tar", ["/a.tgz"], ("/d",)),
        ("cd /d && tar xf /a.tar", "tar", ["/a.tar"], ("/d",)),
        ("unzip /a.zip -d /d", "unzip", ["/a.zip"], ("/d",)),
        ("wget -O /f http://h/x", "wget", [], ("/f",)),
        ("curl -o /f http://h/x", "curl", [], ("/f",)),
        ("cd /d && wget http://h/x", "wget", [], ("/d",)),
        ("cd /d && curl -LO http://h/x", "curl", [], ("/d",)),
        ("git clone https://h/r /d", "git clone", [], ("/d",)),
        ("cd /d && git clone --depth 1 https://h/r.git", "git clone", [], ("/d/r",)),
        ("cat /a > /b", ">", ["/a"], ("/b",)),
        ("echo x >> /b", ">>", [], ("/b",)),
        ("{ a; } > /b", ">", [], ("/b",)),
        ("a | tee /b", "tee", [], ("/b",)),
        ("dd if=/a of=/b", "dd", ["if=/a"], ("/b",)),
    ],
)
def test_copies(text: str, how: str, sources: list[str], effective: tuple[str, ...]) -> None:
    (copy,) = copies(parse_script(text))
    assert (copy.how, [word.text for word in copy.sources], copy.effective) == (how, sources, effective)


@pytest.mark.parametrize(
    "text",
    [
        "a > /dev/null",
        "a 2> /x",
        "wget -qO- http://h",
        "cd /d; wget -qO- http://h",
        "cd /d; wget --spider http://h",
        "cd /d; curl http://h",
        "wget http://h/x",
        "git clone https://h/r.git",
        "cd /d; git pull",
        "install -d /x",
        "tar czf /a.tgz /x",
        "cat /a",
        "git pull",
        "cp /a",
        "a >&2",
    ],
)
def test_no_copies(text: str) -> None:
    assert not list(copies(parse_script(text)))
