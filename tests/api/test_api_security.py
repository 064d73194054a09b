"""Security contexts of pods and containers."""

import pytest
from api_judging import rejected

P = "spec.securityContext"
C = "spec.containers[0].securityContext"


def of_pod(context: str, spec: str = "") -> str:
    fields = f"containers: [{{name: a, image: i}}], securityContext: {{{context}}}{spec}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{fields}}}\n"


def of_container(context: str, spec: str = "") -> str:
    fields = f"containers: [{{name: a, image: i, securityContext: {{{context}}}}}]{spec}"
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{{fields}}}\n"


@pytest.mark.parametrize("field", ["fsGroup", "runAsGroup", "runAsUser"])
@pytest.mark.parametrize(("number", "good"), [("0", True), ("2147483647", True), ("-1", False), ("2147483648", False)])
def test_ids(field: str, number: str, good: bool) -> None:
    assert rejected(of_pod(f"{field}: {number}")) == ([] if good else [f"Invalid {P}.{field}"])
    if field != "fsGroup":
        assert rejected(of_container(f"{field}: {number}")) == ([] if good else [f"Invalid {C}.{field}"])


@pytest.mark.parametrize(
    ("context", "found"),
    [
        ("supplementalGroups: [0, 2147483647]", []),
        (
            "supplementalGroups: [0, -1, 2147483648]",
            ["Invalid {}supplementalGroups[1]", "Invalid {}supplementalGroups[2]"],
        ),
        ("fsGroupChangePolicy: Always", []),
        ("fsGroupChangePolicy: OnRootMismatch", []),
        ("fsGroupChangePolicy: Never", ["NotSupported {}fsGroupChangePolicy"]),
        ("supplementalGroupsPolicy: Strict", []),
        ("supplementalGroupsPolicy: strict", ["NotSupported {}supplementalGroupsPolicy"]),
        ("seLinuxChangePolicy: MountOption", []),
        ("seLinuxChangePolicy: Recursive", []),
        ("seLinuxChangePolicy: Mount", ["NotSupported {}seLinuxChangePolicy"]),
        ("seLinuxOptions: {level: any, role: '', type: 'no type', user: a}", []),
        ("sysctls: [{name: kernel.shm_rmid_forced, value: '1'}, {name: net/ipv4/ip_forward, value: ''}]", []),
        ("sysctls: [{value: '1'}]", ["Required {}sysctls[0].name"]),
        ("sysctls: [{name: Kernel, value: '1'}]", ["Invalid {}sysctls[0].name"]),
        ("sysctls: [{name: a..b, value: '1'}]", ["Invalid {}sysctls[0].name"]),
        (f"sysctls: [{{name: {'a' * 254}, value: '1'}}]", ["Invalid {}sysctls[0].name"]),
        ("sysctls: [{name: a.b, value: '1'}, {name: a.b, value: '2'}]", ["Duplicate {}sysctls[1].name"]),
    ],
)
def test_pod(context: str, found: list[str]) -> None:
    assert rejected(of_pod(context)) == [one.format(f"{P}.") for one in found]


def test_policies_of_older_releases() -> None:
    assert rejected(of_pod("supplementalGroupsPolicy: Odd"), 32) == []
    assert rejected(of_pod("seLinuxChangePolicy: MountOption"), 34) == [f"NotSupported {P}.seLinuxChangePolicy"]
    assert rejected(of_pod("seLinuxChangePolicy: Odd"), 32) == []
    assert rejected(of_container("procMount: Odd"), 32) == []
    assert rejected(of_container("procMount: Unmasked"), 32) == []


@pytest.mark.parametrize(
    ("name", "host", "good"),
    [
        ("net.ipv4.ip_forward", "hostNetwork", False),
        ("net/ipv4/ip_forward", "hostNetwork", False),
        ("net.ipv4.ip_forward", "hostIPC", True),
        ("kernel.shmmax", "hostIPC", False),
        ("kernel.msgmax", "hostIPC", False),
        ("kernel.sem", "hostIPC", False),
        ("kernel.semaphore", "hostIPC", True),
        ("fs.mqueue.msg_max", "hostIPC", False),
        ("kernel.shmmax", "hostNetwork", True),
    ],
)
def test_sysctls_of_the_host(name: str, host: str, good: bool) -> None:
    text = of_pod(f"sysctls: [{{name: {name}, value: '1'}}]", f", {host}: true")
    assert rejected(text) == ([] if good else [f"Invalid {P}.sysctls[0].name"])


@pytest.mark.parametrize(
    ("profile", "found"),
    [
        ("seccompProfile: {type: RuntimeDefault}", []),
        ("seccompProfile: {type: Unconfined}", []),
        ("seccompProfile: {type: Localhost, localhostProfile: a/b.json}", []),
        ("seccompProfile: {}", ["Required {}.seccompProfile.type"]),
        ("seccompProfile: {type: ''}", ["Required {}.seccompProfile.type"]),
        ("seccompProfile: {type: runtime/default}", ["NotSupported {}.seccompProfile.type"]),
        ("seccompProfile: {type: Localhost}", ["Required {}.seccompProfile.localhostProfile"]),
        ("seccompProfile: {type: Localhost, localhostProfile: /a}", ["Invalid {}.seccompProfile.localhostProfile"]),
        ("seccompProfile: {type: Localhost, localhostProfile: a/../b}", ["Invalid {}.seccompProfile.localhostProfile"]),
        ("seccompProfile: {type: Unconfined, localhostProfile: a}", ["Invalid {}.seccompProfile.localhostProfile"]),
        ("seccompProfile: {type: Unconfined, localhostProfile: ''}", ["Invalid {}.seccompProfile.localhostProfile"]),
        ("appArmorProfile: {type: RuntimeDefault}", []),
        ("appArmorProfile: {type: Localhost, localhostProfile: a b}", []),
        ("appArmorProfile: {}", ["Required {}.appArmorProfile.type"]),
        ("appArmorProfile: {type: localhost}", ["NotSupported {}.appArmorProfile.type"]),
        ("appArmorProfile: {type: Localhost}", ["Required {}.appArmorProfile.localhostProfile"]),
        ("appArmorProfile: {type: Localhost, localhostProfile: ' '}", ["Required {}.appArmorProfile.localhostProfile"]),
        ("appArmorProfile: {type: Localhost, localhostProfile: 'a '}", ["Invalid {}.appArmorProfile.localhostProfile"]),
        ("appArmorProfile: {type: Unconfined, localhostProfile: a}", ["Invalid {}.appArmorProfile.localhostProfile"]),
        (
            f"appArmorProfile: {{type: Localhost, localhostProfile: {'a' * 4096}}}",
            ["TooLong {}.appArmorProfile.localhostProfile"],
        ),
        (f"appArmorProfile: {{type: Localhost, localhostProfile: {'a' * 4095}}}", []),
        ("windowsOptions: {gmsaCredentialSpecName: a.b}", []),
        ("windowsOptions: {gmsaCredentialSpecName: A}", ["Invalid {}.windowsOptions.gmsaCredentialSpecName"]),
        ("windowsOptions: {gmsaCredentialSpecName: ''}", ["Invalid {}.windowsOptions.gmsaCredentialSpecName"]),
        ("windowsOptions: {gmsaCredentialSpec: '{}'}", []),
        ("windowsOptions: {gmsaCredentialSpec: ''}", ["Invalid {}.windowsOptions.gmsaCredentialSpec"]),
        (f"windowsOptions: {{gmsaCredentialSpec: {'a' * 65536}}}", []),
        (f"windowsOptions: {{gmsaCredentialSpec: {'a' * 65537}}}", ["Invalid {}.windowsOptions.gmsaCredentialSpec"]),
    ],
)
def test_of_pod_and_container(profile: str, found: list[str]) -> None:
    profile = profile.replace("'{}'", "'{a: 1}'")
    assert rejected(of_pod(profile)) == [one.format(P) for one in found]
    assert rejected(of_container(profile)) == [one.format(C) for one in found]


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("ContainerUser", True),
        (r"NT AUTHORITY\SYSTEM", True),
        (r"OUR!DOMAIN\bob", True),
        (r"a-long.domain.example.com\bob", True),
        ("john.doe", True),
        ("a" * 104, True),
        ("", False),
        ("a\\b\\c", False),
        ("\\bob", False),
        ("domain\\", False),
        ("a.domain*\\bob", False),
        (".domain\\bob", False),
        ("a long domain name\\bob", False),
        ("a." * 128 + "a\\bob", False),
        ("a" * 105, False),
        (". .", False),
        ("a@b", False),
        ("a[b", False),
    ],
)
def test_windows_user_name(name: str, good: bool) -> None:
    for judged, path in ((of_pod, P), (of_container, C)):
        found = rejected(judged(f"windowsOptions: {{runAsUserName: '{name}'}}"))
        assert found == ([] if good else [f"Invalid {path}.windowsOptions.runAsUserName"])


def test_windows_user_name_with_control_character() -> None:
    found = rejected(of_pod(r'windowsOptions: {runAsUserName: "a\x01"}'))
    assert found == [f"Invalid {P}.windowsOptions.runAsUserName"]


@pytest.mark.parametrize(
    ("context", "spec", "found"),
    [
        ("privileged: true", "", []),
        ("procMount: Default", "", []),
        ("procMount: ''", "", [f"NotSupported {C}.procMount"]),
        ("procMount: Masked", "", [f"NotSupported {C}.procMount"]),
        ("procMount: Unmasked", "", [f"Invalid {C}.procMount"]),
        ("procMount: Unmasked", ", hostUsers: true", [f"Invalid {C}.procMount"]),
        ("procMount: Unmasked", ", hostUsers: false", []),
        ("allowPrivilegeEscalation: false", "", []),
        ("allowPrivilegeEscalation: false, privileged: false", "", []),
        ("allowPrivilegeEscalation: true, privileged: true", "", []),
        ("allowPrivilegeEscalation: false, privileged: true", "", [f"Invalid {C}"]),
        ("allowPrivilegeEscalation: false, capabilities: {add: [CAP_SYS_ADMIN]}", "", [f"Invalid {C}"]),
        ("allowPrivilegeEscalation: false, capabilities: {add: [SYS_ADMIN]}", "", []),
        ("allowPrivilegeEscalation: true, capabilities: {add: [CAP_SYS_ADMIN]}", "", []),
        ("capabilities: {add: [odd, ''], drop: [all, x y]}", "", []),
    ],
)
def test_container(context: str, spec: str, found: list[str]) -> None:
    assert rejected(of_container(context, spec)) == found
