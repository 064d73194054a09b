"""String formats: those that the API server knows are asked for, others are not."""

import pytest
from crd_judging import refused


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("date", ["2024-02-29"], ["2023-02-29", "24-01-01", ""]),
        ("date-time", ["2024-01-01T00:00:00Z", "2024-01-01t00:00:00.5+01:00"], ["2024-01-01", "2024-01-01 00:00:00Z"]),
        ("datetime", ["2024-01-01T00:00:00Z"], ["x"]),
        ("duration", ["1h30m", "0", "-1.5s", "2 days", "1 hour 5 min", "10us"], ["1", "", "5 apples", "h"]),
        ("byte", ["YQ==", "YWJj"], ["YQ", "", "a-b_"]),
        ("ipv4", ["10.0.0.1"], ["10.0.0", "::1", "10.0.0.1/8"]),
        ("ipv6", ["::1", "2001:db8::1"], ["10.0.0.1", "::g"]),
        ("cidr", ["10.0.0.0/8", "2001:db8::/32"], ["10.0.0.0", "10.0.0.0/33"]),
        ("uri", ["https://example.com/a?b=c", "/a/b"], ["example.com", "http://[::1", "a b"]),
        ("email", ["a@example.com", "A <a@example.com>"], ["a", "a@", "@b"]),
        ("hostname", ["example.com", "a", "my-host.example.com"], ["my-host-name", "a..b", "-a.b", "a_b", "a b"]),
        ("mac", ["00:00:5e:00:53:01", "0000.5e00.5301"], ["00:00:5e:00:53", "zz:00:5e:00:53:01"]),
        ("uuid", ["4b5c0d52-0000-4000-8000-000000000000", "4B5C0D5200004000800000000000000a"], ["4b5c0d52"]),
        ("uuid3", ["4b5c0d52-0000-3000-0000-000000000000"], ["4b5c0d52-0000-4000-8000-000000000000"]),
        ("uuid4", ["4b5c0d52-0000-4000-8000-000000000000"], ["4b5c0d52-0000-4000-0000-000000000000"]),
        ("uuid5", ["4b5c0d52-0000-5000-a000-000000000000"], ["4b5c0d52-0000-4000-8000-000000000000"]),
        ("isbn", ["0321751043", "978-0321751041"], ["0321751044", "x"]),
        ("isbn10", ["0-321-75104-3"], ["978-0321751041"]),
        ("isbn13", ["978-0321751041"], ["978-0321751042"]),
        ("creditcard", ["4111 1111 1111 1111"], ["4111"]),
        ("ssn", ["111-11-1111"], ["111-11-111"]),
        ("hexcolor", ["#fc0", "ffcc00"], ["#ff", "red"]),
        ("rgbcolor", ["rgb(255,204,0)", "rgb( 1, 2, 3 )"], ["rgb(256,0,0)", "255,0,0"]),
        ("bsonobjectid", ["507f1f77bcf86cd799439011"], ["507f1f77"]),
        ("k8s-short-name", ["my-name"], ["My.Name"]),
        ("k8s-long-name", ["my.name.example"], ["my..name"]),
        ("password", ["", "anything"], []),
        ("my-own-format", ["", "anything"], []),
    ],
)
def test_format(name: str, good: list[str], bad: list[str]) -> None:
    schema = f"{{type: string, format: {name}}}"
    assert [value for value in good if refused(schema, f'"{value}"')] == []
    assert [value for value in bad if refused(schema, f'"{value}"') != ["Invalid x"]] == []


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("{type: integer, format: int32}", "-2147483648", "-2147483649"),
        ("{type: integer, format: int32}", "2147483647", "2147483648"),
        ("{type: number, format: float}", "3.4e+38", "3.5e+38"),
    ],
)
def test_formats_of_numbers_are_asked_since_136(schema: str, good: str, bad: str) -> None:
    assert refused(schema, good) == []
    assert refused(schema, bad) == ["Invalid x"]
    assert refused(schema, bad, minor=35) == []


@pytest.mark.parametrize("schema", ["{type: integer, format: int64}", "{type: integer, format: int8}"])
def test_other_formats_of_numbers_say_nothing(schema: str) -> None:
    assert refused(schema, "3000000000") == []


def test_formats_have_their_release() -> None:
    assert refused("{type: string, format: k8s-short-name}", "A", minor=33) == []
    assert refused("{type: string, format: k8s-short-name}", "A", minor=34) == ["Invalid x"]
