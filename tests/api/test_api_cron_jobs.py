"""CronJobs: schedules, time zones, and the template of their Jobs."""

import pytest
from api_judging import rejected_spec

POD = "template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}"


def rejected_cron_job(spec: str, job: str = POD, metadata: str = "name: a", schedule: str = "@daily") -> list[str]:
    fields = f"schedule: '{schedule}', jobTemplate: {{spec: {{{job}}}}}{', ' + spec if spec else ''}"
    return rejected_spec("CronJob", fields, metadata=metadata)


@pytest.mark.parametrize(
    "schedule",
    [
        "* * * * *",
        "0 5 * * *",
        "*/15 0-6,20-23 1,15 * 1-5",
        "59 23 31 12 6",
        "0 0 1 JAN sun",
        "0 0 * jan-dec MON-FRI",
        "0 0 ? * ?",
        "5/15 * * * *",
        "0-30/10 * * * *",
        "  0   0  *  *  *  ",
        "0,,30 * * * *",
        "00 007 * * *",
        "@yearly",
        "@annually",
        "@monthly",
        "@weekly",
        "@daily",
        "@midnight",
        "@hourly",
        "@every 1h30m",
        "@every 1.5h",
        "${SCHEDULE}",
        "{{ .schedule }} 0 0 0",
    ],
)
def test_good_schedules(schedule: str) -> None:
    assert rejected_cron_job("", schedule=schedule) == []


@pytest.mark.parametrize(
    "schedule",
    [
        "* * * *",
        "0 * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 0 *",
        "* * * 13 *",
        "* * * * 7",
        "* * * * -1",
        "*/0 * * * *",
        "*/-5 * * * *",
        "*/a * * * *",
        "1/2/3 * * * *",
        "1-2-3 * * * *",
        "30-10 * * * *",
        "* * * * fri-mon",
        "a * * * *",
        "* * * monday *",
        "* * L * *",
        "* * * * 1#2",
        "@Daily",
        "@reboot",
        "@every",
        "@every 1 h",
        "@every 5",
        "TZ=UTC 0 0 * * *",
        "CRON_TZ=Europe/Berlin 0 0 * * *",
    ],
)
def test_bad_schedules(schedule: str) -> None:
    assert rejected_cron_job("", schedule=schedule) == ["Invalid spec.schedule"]


def test_no_schedule() -> None:
    assert rejected_cron_job("", schedule="") == ["Required spec.schedule"]


@pytest.mark.parametrize(
    ("zone", "accepted"),
    [
        ("Etc/UTC", True),
        ("UTC", True),
        ("Europe/Berlin", True),
        ("America/Argentina/Buenos_Aires", True),
        ("America/Port-au-Prince", True),
        ("Etc/GMT+5", True),
        ("US/Pacific", True),
        ("${ZONE}", True),
        ("", False),
        ("Local", False),
        ("local", False),
        ("europe/berlin", False),
        ("Europe/Hamburg", False),
        ("Europe", False),
        ("../UTC", False),
        ("./UTC", False),
        ("-UTC", False),
        ("UTC+1", False),
        ("Europe/Berlin ", False),
        ("Europe//Berlin", False),
    ],
)
def test_time_zones(zone: str, accepted: bool) -> None:
    assert rejected_cron_job(f"timeZone: '{zone}'") == ([] if accepted else ["Invalid spec.timeZone"])


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ("startingDeadlineSeconds: 0, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0, suspend: true", []),
        ("startingDeadlineSeconds: -1", ["Invalid spec.startingDeadlineSeconds"]),
        ("successfulJobsHistoryLimit: -1", ["Invalid spec.successfulJobsHistoryLimit"]),
        ("failedJobsHistoryLimit: -1", ["Invalid spec.failedJobsHistoryLimit"]),
        ("concurrencyPolicy: Forbid", []),
        ("concurrencyPolicy: ''", []),
        ("concurrencyPolicy: forbid", ["NotSupported spec.concurrencyPolicy"]),
    ],
)
def test_cron_jobs(spec: str, found: list[str]) -> None:
    assert rejected_cron_job(spec) == found


JOB = "spec.jobTemplate.spec"


@pytest.mark.parametrize(
    ("job", "found"),
    [
        (f"{POD}, backoffLimit: -1", [f"Invalid {JOB}.backoffLimit"]),
        (f"{POD}, completionMode: Indexed", [f"Required {JOB}.completions"]),
        (f"{POD}, manualSelector: false", []),
        (f"{POD}, manualSelector: true", [f"NotSupported {JOB}.manualSelector"]),
        (f"{POD}, selector: {{}}", [f"Invalid {JOB}.selector"]),
        (f"{POD}, selector: {{matchLabels: {{a: b}}}}", [f"Invalid {JOB}.selector"]),
        ("template: {spec: {containers: [{name: c, image: i}]}}", [f"Required {JOB}.template.spec.restartPolicy"]),
        (POD.replace("{spec", "{metadata: {labels: {job-name: b}}, spec"), []),
        ("", [f"Required {JOB}.template.spec.containers", f"Required {JOB}.template.spec.restartPolicy"]),
    ],
)
def test_job_templates(job: str, found: list[str]) -> None:
    assert sorted(rejected_cron_job("", job)) == sorted(found)


def test_metadata_of_a_job_template_is_not_looked_at() -> None:
    spec = f"schedule: '@daily', jobTemplate: {{metadata: {{name: A B, labels: {{a: b c}}}}, spec: {{{POD}}}}}"
    assert rejected_spec("CronJob", spec) == []


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        (f"name: {'a' * 52}", []),
        (f"name: {'a' * 53}", ["Invalid metadata.name"]),
        ("name: a.b", []),
        (f"generateName: {'a' * 46}-", []),
        (f"generateName: {'a' * 47}-", ["Invalid metadata.generateName"]),
    ],
)
def test_names(metadata: str, found: list[str]) -> None:
    assert rejected_cron_job("", metadata=metadata) == found
