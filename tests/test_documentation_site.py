"""The documentation site: it builds without a broken link, has every rule, and a browser finds one by searching."""

import json
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from podlint.judging import all_rules

ROOT = Path(__file__).parent.parent
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it: mkdocs is strict about links and their anchors."""
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, str(ROOT / "docs" / "site" / "build.py"), str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return out / "site"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site served on the loopback interface."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_rule_has_a_page_with_its_example(site: Path) -> None:
    for rule in all_rules():
        page = (site / "rules" / f"{rule.name}.html").read_text(encoding="utf-8")
        assert f"[{rule.id}]" in page, "an example shows what podlint says"
        assert re.search(r"apiVersion|FROM", page), "an example shows a manifest"


def test_every_rule_is_found_by_the_search(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"]}
    assert {f"rules/{rule.name}.html" for rule in all_rules()} <= found


def test_links_to_the_outside_are_https(site: Path) -> None:
    """They can't be opened here; but each of them is a whole address."""
    links = {link for page in site.rglob("*.html") for link in re.findall(r'href="([a-z]+:[^"]*)"', page.read_text())}
    assert links
    assert [link for link in links if not re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", link)] == []


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver")
def test_a_browser_finds_a_rule_and_its_example(address: str, tmp_path: Path) -> None:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support import expected_conditions as conditions
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--user-data-dir={tmp_path}"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    try:
        wait = WebDriverWait(driver, 30)
        driver.set_window_size(1400, 1000)
        driver.get(f"{address}/index.html")
        box = wait.until(conditions.element_to_be_clickable((By.CSS_SELECTOR, "input.md-search__input")))
        box.send_keys("client ip lost")
        result = (By.CSS_SELECTOR, "a.md-search-result__link[href*='service/client-ip-lost.html']")
        wait.until(conditions.element_to_be_clickable(result)).click()
        wait.until(conditions.url_contains("client-ip-lost"))
        heading = wait.until(conditions.presence_of_element_located((By.TAG_NAME, "h1"))).text
        examples = [block.text for block in driver.find_elements(By.TAG_NAME, "pre")]
    finally:
        driver.quit()
    assert heading.startswith("client-ip-lost")
    assert any("kind: Service" in text for text in examples)
    assert any("[client-ip-lost]" in text for text in examples)
