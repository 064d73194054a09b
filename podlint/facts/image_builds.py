"""Images that Dockerfiles of the input build: what they begin from, and which application code is put into them."""

from collections.abc import Iterator
from posixpath import basename, dirname, normpath

from podlint.dataclass import dataclass
from podlint.facts.payload_repairs import server_with_payload
from podlint.facts.store import Facts
from podlint.facts.workloads import Container
from podlint.kubernetes.deploy_directories import default_deploy_directory, deploy_directory
from podlint.kubernetes.images import is_app_server, parse_image, software
from podlint.reading import Place
from podlint.reading.dockerfile.names import is_dockerfile
from podlint.reading.dockerfile.stages import Stage, Step, comments, read_dockerfile
from podlint.reading.places import Source
from podlint.shell.argv import parse_script
from podlint.shell.copying import Copy, copies
from podlint.shell.syntax import Word

_ARCHIVES = (".war", ".ear")


@dataclass(frozen=True, slots=True, eq=False)
class BuildFile:
    """An archive, or an unpacked application, that an instruction puts into the image at `destination`.

    `stage` is the name of the build stage it comes from, empty where it comes from the build context or elsewhere.
    """

    instruction: str
    name: str
    destination: str
    stage: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ImageBuild:
    """The image that the last stage of a Dockerfile builds.

    `name` is what the image is called: by a comment `# image: NAME` at the top of the file, else by the folder. `base`
    is the image below all its stages, empty where a build argument decides; `server` the application server in it.
    `applications` are what is put where that server looks for it. `users` are the containers of the input that run the
    image, as far as its name tells. `starts` is what it runs: its entrypoint and command, None in it for what is not
    known.
    """

    file: str
    name: str
    base: str
    server: str
    applications: tuple[BuildFile, ...]
    users: tuple[Container, ...]
    starts: tuple[str | None, ...]
    place: Place

    @property
    def repaired(self) -> str:
        """A Dockerfile for the application alone, and the pod that brings it to the server."""
        if not self.applications:
            return ""
        first = self.applications[0]
        target = _target(first, self.server)
        return server_with_payload(self.name or "app", self.base or self.server, first.name, first.stage, target)


def _target(file: BuildFile, server: str) -> tuple[str, str]:
    """The deploy directory that a file is put into, and its name there."""
    path = file.destination.rstrip("/")
    found = deploy_directory(path) if path.startswith("/") else None
    is_directory = file.destination.endswith("/") or (found is not None and found.extent == "directory")
    directory, name = (path, basename(file.name)) if is_directory else (dirname(path), basename(path))
    return (directory if directory.startswith("/") else default_deploy_directory(server) or "/apps"), name


def image_builds(facts: Facts) -> Iterator[ImageBuild]:
    sources = [reading.source for reading in facts.readings if is_dockerfile(reading.source.name)]
    folders = [_folder(source) for source in sources]
    for source in sources:
        stages = read_dockerfile(source)
        if stages:
            named = next((name for line in comments(source) if (name := _image_named(line))), "")
            is_alone = folders.count(_folder(source)) == 1
            yield _build(facts, source, stages[-1], named, _folder(source) if is_alone else "")


def _build(facts: Facts, source: Source, stage: Stage, named: str, folder: str) -> ImageBuild:
    base = stage.image.value or ""
    image = parse_image(base) if base else None
    server = min(software(image), default="") if image is not None and is_app_server(image) else ""
    applications = tuple(found for one in reversed(stage.chain) for found in _applications(one, server))
    told = next((_server_of(one.destination) for one in applications if _server_of(one.destination)), "")
    return ImageBuild(
        file=source.name,
        name=basename(named.partition(":")[0]) or folder,
        base=base,
        server=server or told,
        applications=applications if server or told else (),
        users=tuple(_users(facts, named, folder)),
        starts=(*stage.entrypoint, *stage.command),
        place=stage.image.place,
    )


def _folder(source: Source) -> str:
    return basename(dirname(normpath(source.name)))


def _image_named(comment: str) -> str:
    key, colon, name = comment.partition(":")
    return name.strip() if colon and key.strip().lower() == "image" else ""


def _users(facts: Facts, named: str, folder: str) -> Iterator[Container]:
    """The containers whose image has the name of the comment, or is called like the folder and is no public one."""
    wanted = parse_image(named) if named else None
    for container in facts.all(Container) if named or folder else ():
        image = container.image
        if image is None:
            continue
        if wanted is not None:
            same = (image.registry, image.repository) == (wanted.registry, wanted.repository)
            is_meant = same and wanted.tag in ("", image.tag)
        else:
            is_meant = image.basename == folder and not software(image)
        if is_meant:
            yield container


def _applications(stage: Stage, server: str) -> Iterator[BuildFile]:
    for step in stage.steps:
        if step.keyword in ("COPY", "ADD"):
            yield from _copied(step, server)
        elif step.keyword == "RUN":
            yield from _run(step, server)


def _copied(step: Step, server: str) -> Iterator[BuildFile]:
    """Archives by their names, and whatever is put into a deploy directory."""
    *sources, target = step.arguments.items or (None,)
    destination = target.value or target.raw if target is not None else ""
    for source in sources:
        name = source.value or source.raw if source is not None else ""
        if source is not None and _is_application(name, destination, server):
            yield BuildFile(step.keyword, name, destination, step.arguments.flags.get("from", ""), source.place)


def _run(step: Step, server: str) -> Iterator[BuildFile]:
    """What RUN copies, unpacks or fetches."""
    instruction = step.instruction
    if instruction.heredocs:
        for heredoc in instruction.heredocs:
            for word, found in _in_script(heredoc.text, step, server):
                start = heredoc.start + word.offset
                yield BuildFile("RUN", *found, "", Place(instruction.source, start, start + word.length))
    elif not step.arguments.exec_form:
        rest = step.arguments.rest
        for word, found in _in_script(instruction.text[rest:], step, server):
            yield BuildFile("RUN", *found, "", instruction.within(rest + word.offset, word.length))


def _in_script(text: str, step: Step, server: str) -> Iterator[tuple[Word, tuple[str, str]]]:
    """Each application that a script copies: the word of its destination, its name and its destination."""
    for copy in copies(parse_script(text, step.variables, directory=step.directory)):
        found = _archive_of(copy, server)
        if found is not None:
            yield copy.destination, found


def _archive_of(copy: Copy, server: str) -> tuple[str, str] | None:
    """The name and the destination of an application that is copied; None if it is none."""
    destination = copy.effective[0] if copy.effective else copy.destination.text or ""
    names = [word.text for word in copy.sources if word.text] or [destination]
    return next(((name, destination) for name in names if _is_application(name, destination, server)), None)


def _is_application(name: str, destination: str, server: str) -> bool:
    """An archive that goes to a server, unless it only lies by; whatever else goes into a deploy directory.

    The examples that Tomcat brings along in webapps.dist are no more than a part of it.
    """
    if "webapps.dist" in name:
        return False
    is_archive = name.lower().endswith(_ARCHIVES) or destination.lower().endswith(_ARCHIVES)
    if is_archive and not destination.startswith(("/tmp", "/var/tmp")):
        return bool(server or _server_of(destination))
    found = deploy_directory(destination.rstrip("/")) if destination.startswith("/") else None
    return found is not None and found.extent in ("directory", "application") and bool(found.server)


def _server_of(destination: str) -> str:
    found = deploy_directory(destination) if destination.startswith("/") else None
    return found.server if found is not None else ""
