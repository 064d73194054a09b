"""Which operands and options of a well-known command name a path, and what the command does with it."""

from __future__ import annotations

from typing import Literal

from podlint.namedtuple import NamedTuple

Role = Literal["read", "write", "owner", "named", "none"]


class Usage(NamedTuple):
    """How the operands of a command are read.

    `operands` are the roles of the operands in order, the last one repeated; `final` is that of the last operand
    when there are several. `options` are those that take a value. With one of `instead` the first operand is not
    the pattern or program that it is otherwise; with one of `writing` what is read is written too.
    """

    operands: tuple[Role, ...] = ("none",)
    final: Role | None = None
    options: dict[str, Role] = {}  # noqa: RUF012  (read only)
    instead: frozenset[str] = frozenset()
    writing: frozenset[str] = frozenset()


def usage(
    *operands: Role,
    final: Role | None = None,
    plain: str = "",
    read: str = "",
    write: str = "",
    instead: str = "",
    writing: str = "",
) -> Usage:
    """`plain`, `read` and `write` are the options whose value is no path, a path read, a path written."""
    options: dict[str, Role] = dict.fromkeys(plain.split(), "none")
    options |= dict.fromkeys(read.split(), "read")
    options |= dict.fromkeys(write.split(), "write")
    return Usage(operands, final, options, frozenset(instead.split()), frozenset(writing.split()))


def alike(names: str, shared: Usage) -> dict[str, Usage]:
    return dict.fromkeys(names.split(), shared)


TARGET = "-t --target-directory"
PATHLESS = (
    "echo printf set exit return break continue shift export declare typeset local readonly unset read getopts wait "
    "trap kill pkill killall sleep true false : seq date hostname id whoami uname expr let basename dirname ulimit "
    "umask alias type which hash nslookup dig host ping getent tr yes pgrep ps env printenv sysctl nproc su runuser "
    "eval fg bg jobs times [ [[ test (( apt-get apt apk yum dnf pip pip3 npm adduser useradd groupadd addgroup"
)
USAGES: dict[str, Usage] = {
    **alike(PATHLESS, usage("none")),
    **alike(
        "cat tac less more wc nl uniq md5sum sha1sum sha256sum sha512sum file readlink realpath ls du diff cmp comm "
        "base64 gunzip bunzip2 unxz zcat hexdump od strings xxd source .",
        usage("read", plain="-I -w --width"),
    ),
    **alike("tail head", usage("read", plain="-n -c -s --lines --bytes --pid --sleep-interval")),
    "cd": usage("read"),
    "pushd": usage("read"),
    "stat": usage("read", plain="-c --format --printf"),
    "cut": usage("read", plain="-d -f -c -b --delimiter --fields"),
    "sort": usage("read", plain="-k -t -S --key", write="-o --output", read="-T"),
    "find": usage(
        "read", plain="-name -type -mtime -mmin -size -maxdepth -mindepth -iname -path -exec -user -perm -newer"
    ),
    **alike(
        "grep egrep fgrep zgrep rg",
        usage(
            "none",
            "read",
            plain="-e --regexp -m --max-count -A -B -C --include --exclude --exclude-dir",
            read="-f --file",
            instead="-e --regexp -f --file",
        ),
    ),
    "sed": usage(
        "none",
        "read",
        plain="-e --expression",
        read="-f --file",
        instead="-e --expression -f --file",
        writing="-i --in-place",
    ),
    **alike("awk gawk mawk", usage("none", "read", plain="-F -v --assign", read="-f --file", instead="-f --file")),
    "jq": usage("none", "read", plain="--indent", read="-f --from-file", instead="-f --from-file"),
    "yq": usage("none", "read", writing="-i --inplace"),
    "envsubst": usage("none"),
    "cp": usage("read", final="write", write=TARGET, plain="-S --suffix"),
    "mv": usage("write", final="write", write=TARGET, plain="-S --suffix"),
    "ln": usage("named", final="write", write=TARGET, plain="-S --suffix"),
    "install": usage("read", final="write", write=TARGET, plain="-m -o -g --mode --owner --group -S"),
    "rsync": usage("read", final="write", plain="-e --rsh --exclude --include --filter --chmod --chown --bwlimit"),
    "scp": usage("read", final="write", plain="-P -i -o -l -c -F"),
    "tee": usage("write"),
    "touch": usage("write", plain="-d -t --date", read="-r --reference"),
    "truncate": usage("write", plain="-s --size"),
    "fallocate": usage("write", plain="-l --length -o --offset"),
    "mkdir": usage("write", plain="-m --mode"),
    "mkfifo": usage("write", plain="-m --mode"),
    "mktemp": usage("write", plain="--suffix", write="-p --tmpdir"),
    **alike("rm rmdir unlink shred gzip bzip2 xz", usage("write")),
    **alike(
        "chmod chown chgrp setfacl",
        usage("none", "owner", read="--reference", instead="--reference", plain="-m"),
    ),
    "tar": usage("none", plain="--exclude --owner --group --mode --strip-components --transform -I", read="-T -X"),
    "unzip": usage("read", "none", write="-d", plain="-P -x"),
    "zip": usage("write", "read", plain="-x -i -P"),
    "wget": usage(
        "none",
        plain="-T -t -w -U --header --timeout --tries --post-data --user --password -e -Q",
        read="-i",
        write="-O --output-document -P --directory-prefix",
    ),
    "curl": usage(
        "none",
        plain=(
            "-X --request -H --header -u --user -d --data --data-raw --data-binary --data-urlencode -F --form -m "
            "--max-time --retry --retry-delay --retry-max-time --connect-timeout -A --user-agent -w --write-out -x "
            "--proxy -e -b -r --resolve --url --interface --limit-rate"
        ),
        read="--cacert --cert -E --key -K --config -T --upload-file --unix-socket --netrc-file",
        write="-o --output -c --cookie-jar -D --dump-header --output-dir",
    ),
    "git": usage("none", plain="-c --branch -b --depth --origin -o --config", read="-C"),
    "mount": usage("named", plain="-t -o -L -U --types --options"),
    "umount": usage("named"),
    "sqlite3": usage("write", "none", plain="-cmd -separator"),
    "openssl": usage(
        "none",
        read="-in -config -CA -CAkey -key -cert -CAfile -signkey",
        write="-out -keyout",
        plain="-subj -days -newkey",
    ),
    "keytool": usage(
        "none", read="-file -srckeystore", write="-keystore -destkeystore", plain="-alias -storepass -keypass"
    ),
    "python": usage("read", "named", plain="-c -m -W -X", instead="-c -m"),
    "java": usage("named", read="-jar"),
    **alike("sh bash ash dash zsh ksh", usage("read", "named", plain="-c -o -O +o", instead="-c")),
}
