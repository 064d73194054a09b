"""The functions: a table of what holds for each, and one of what each refuses."""

import re
import subprocess
import sys

import pytest

from podlint.cel import DYN, CelCheckError, CelError, Environment, EvaluationError, Program, compile_expression
from podlint.cel.functions import LIBRARIES, NAMES, functions_of
from podlint.cel.functions.declaration import TYPES

ENVIRONMENT = Environment({"x": DYN})

HOLDS = """
int('-42') == -42
int(3u) == 3
int(-1.9) == -1
int(timestamp('1970-01-01T00:01:00.9Z')) == 60
uint('42') == 42u
uint(3) == 3u
uint(1.9) == 1u
double('1e3') == 1000.0
double(2) == 2.0
double(2u) == 2.0
bool('t')
bool('TRUE')
!bool('0')
bool(true)
string(1) == '1'
string(1u) == '1'
string(true) == 'true'
string(b'abc') == 'abc'
string('a') == 'a'
string(1.0) == '1'
string(123456.0) == '123456'
string(1234567.0) == '1.234567e+06'
string(0.00001) == '1e-05'
string(0.1 + 0.2) == '0.30000000000000004'
string(-0.0) == '-0'
string(1e21) == '1e+21'
string(1.5e-7) == '1.5e-07'
string(1.0 / 0.0) == '+Inf'
string(-1.0 / 0.0) == '-Inf'
string(0.0 / 0.0) == 'NaN'
bytes('é') == b'é'
bytes(b'a') == b'a'
type(dyn(1)) == int
type(1u) == uint
type('') == string
timestamp(60) == timestamp('1970-01-01T00:01:00Z')
timestamp(timestamp(0)) == timestamp(0)
timestamp('2020-01-01T01:00:00+01:00') == timestamp('2020-01-01T00:00:00z')
string(timestamp('2020-01-02T03:04:05.678Z')) == '2020-01-02T03:04:05.678Z'
string(timestamp('0001-01-01T00:00:00Z')) == '0001-01-01T00:00:00Z'
duration('1h30m') == duration('5400s')
duration(duration('1s')) == duration('1000ms')
string(duration('-1.5s')) == '-1.5s'
string(duration('1m')) == '60s'
string(duration('1ns')) == '0.000000001s'
duration('1us') == duration('1000ns')
duration('.5s') == duration('500ms')
duration('0') == duration('0s')
timestamp('2024-02-29T12:34:56.789Z').getFullYear() == 2024
timestamp('2024-02-29T12:34:56.789Z').getMonth() == 1
timestamp('2024-02-29T12:34:56.789Z').getDate() == 29
timestamp('2024-02-29T12:34:56.789Z').getDayOfMonth() == 28
timestamp('2024-02-29T12:34:56.789Z').getDayOfWeek() == 4
timestamp('2024-12-31T00:00:00Z').getDayOfYear() == 365
timestamp('2024-02-29T12:34:56.789Z').getHours() == 12
timestamp('2024-02-29T12:34:56.789Z').getMinutes() == 34
timestamp('2024-02-29T12:34:56.789Z').getSeconds() == 56
timestamp('2024-02-29T12:34:56.789Z').getMilliseconds() == 789
timestamp('2024-12-31T23:30:00Z').getFullYear('+01:00') == 2025
timestamp('2024-01-01T00:30:00Z').getHours('-01:00') == 23
timestamp('2024-07-01T00:00:00Z').getHours('Europe/Rome') == 2
timestamp('2024-01-01T00:00:00Z').getHours('UTC') == 0
duration('3661.5s').getHours() == 1
duration('3661.5s').getMinutes() == 61
duration('3661.5s').getSeconds() == 3661
duration('3661.5s').getMilliseconds() == 500
duration('-1.5s').getSeconds() == -1
size('é') == 1
'é'.size() == 1
size(b'é') == 2
b'é'.size() == 2
size([1]) == 1
size({}) == 0
{}.size() == 0
'abc'.contains('b')
'abc'.startsWith('a')
'abc'.endsWith('c')
!'abc'.contains('d')
'abc'.charAt(1) == 'b'
'abc'.charAt(3) == ''
'banana'.indexOf('a') == 1
'banana'.indexOf('a', 2) == 3
'banana'.indexOf('x') == -1
'a'.indexOf('') == 0
'banana'.lastIndexOf('a') == 5
'banana'.lastIndexOf('a', 4) == 3
'banana'.lastIndexOf('ana', 2) == 1
['a', 'b'].join() == 'ab'
['a', 'b'].join(', ') == 'a, b'
[].join(',') == ''
'AbÉ'.lowerAscii() == 'abÉ'
'aBé'.upperAscii() == 'ABé'
strings.quote('a"b\\n\\u00e9') == '"a\\\\"b\\\\n\\u00e9"'
'banana'.replace('a', 'o') == 'bonono'
'banana'.replace('a', 'o', 1) == 'bonana'
'a'.replace('a', 'b', 0) == 'a'
'abc'.reverse() == 'cba'
[1, 2].reverse() == [2, 1]
'a,b'.split(',') == ['a', 'b']
'a,b,c'.split(',', 2) == ['a', 'b,c']
'ab'.split('') == ['a', 'b']
'a'.split('', 0) == []
'hello'.substring(1) == 'ello'
'hello'.substring(1, 3) == 'el'
'hello'.substring(5) == ''
'hello'.substring(0, 5) == 'hello'
' \\t\\u2003a\\n'.trim() == 'a'
'\\u001fa'.trim() == '\\u001fa'
'%s, %d, %.2f, %e, %%'.format(['a', 5u, 2.345, 1234.5]) == 'a, 5, 2.35, 1.234500e+03, %'
'%b, %o, %x, %X'.format([5, 8, 255, 'hi']) == '101, 10, ff, 6869'
'%s %s %s'.format([[1, 'a'], {'b': 1.5, 'a': null}, true]) == '[1, a] {a: null, b: 1.5} true'
'%s %s %s %s'.format([type(1), duration('1s'), timestamp(0), b'ab']) == 'int 1s 1970-01-01T00:00:00Z ab'
'%s %d %f'.format([1.0 / 0.0, -1.0 / 0.0, 0.0 / 0.0]) == 'Infinity -Infinity NaN'
[1, 2, 2].isSorted()
!['b', 'a'].isSorted()
[].isSorted()
[1, 2].sum() == 3
[1.5, 2.5].sum() == 4.0
[].sum() == 0
[duration('1s'), duration('2s')].sum() == duration('3s')
[3, 1].min() == 1
[3, 1].max() == 3
['b', 'a'].max() == 'b'
[1, 2, 1].indexOf(1) == 0
[1, 2, 1].lastIndexOf(1) == 2
[1].indexOf(2) == -1
[].lastIndexOf(1) == -1
[1, 2, 1, 1.0, 'a', 'a', [1], [1]].distinct() == [1, 2, 'a', [1]]
[[1], 2, [[3]]].flatten() == [1, 2, [3]]
[[1], [[3]]].flatten(2) == [1, 3]
[1].flatten(0) == [1]
[1, 2, 3].slice(1, 2) == [2]
[3, 1, 2].sort() == [1, 2, 3]
lists.range(3) == [0, 1, 2]
lists.range(-1) == []
[1, 2].first().value() == 1
[1, 2].last().value() == 2
!dyn([]).first().hasValue()
sets.contains([1, 2.0], [2])
!sets.contains([1], [2])
sets.contains([], [])
sets.equivalent([1, 2, 2], [2, 1])
!sets.equivalent([1], [1, 2])
sets.intersects([1, 2], [2])
!sets.intersects([1], [])
math.greatest(1, 2.5, 2u) == 2.5
math.greatest([1, 3]) == 3
math.least(1, 2.5, 2u) == 1
math.least([5]) == 5
math.abs(-1) == 1
math.abs(1u) == 1u
math.abs(-1.5) == 1.5
math.sign(-2) == -1
math.sign(0u) == 0u
math.sign(2.5) == 1.0
math.ceil(1.2) == 2.0
math.floor(-1.2) == -2.0
math.round(-2.5) == -3.0
math.round(2.4) == 2.0
math.trunc(-1.9) == -1.0
math.sqrt(4.0) == 2.0
math.sqrt(9) == 3.0
math.sqrt(16u) == 4.0
math.isNaN(math.sqrt(-1))
math.isInf(1.0 / 0.0)
!math.isInf(1.0)
math.isFinite(1.0)
!math.isNaN(1.0)
math.bitAnd(12, 10) == 8
math.bitOr(12u, 10u) == 14u
math.bitXor(12, -10) == -6
math.bitNot(0) == -1
math.bitAnd(12u, 10u) == 8u
math.bitOr(1, 2) == 3
math.bitXor(1u, 3u) == 2u
math.bitNot(0u) == 18446744073709551615u
math.bitShiftLeft(1, 63) == -9223372036854775807 - 1
math.bitShiftLeft(1u, 64) == 0u
math.bitShiftRight(-1024, 3) == 2305843009213693824
math.bitShiftRight(8u, 2) == 2u
optional.ofNonZeroValue(0) == optional.none()
optional.ofNonZeroValue('a').value() == 'a'
!optional.ofNonZeroValue(duration('0')).hasValue()
optional.unwrap([optional.of(1), optional.none()]) == [1]
[optional.of(2)].unwrapOpt() == [2]
optional.none().orValue(1) == 1
optional.of(2).or(optional.of(1)).value() == 2
base64.encode(b'hello') == 'aGVsbG8='
base64.decode('aGVsbG8=') == b'hello'
base64.decode('aGVsbG8') == b'hello'
'abc'.matches('^a.c$')
matches('abc', 'b')
!'a\\n'.matches('a$')
'abc 123'.find('[0-9]+') == '123'
'abc'.find('[0-9]+') == ''
'12 34 5'.findAll('[0-9]+') == ['12', '34', '5']
'123 abc 456'.findAll('[0-9]*') == ['123', '', '', '', '', '456']
'1 2 3'.findAll('[0-9]', 2) == ['1', '2']
'1'.findAll('1', 0) == []
'1 2'.findAll('[0-9]', -1) == ['1', '2']
url('https://user@Example.com:80/a/b?q=1#f').getScheme() == 'https'
url('HTTP://x').getScheme() == 'http'
url('/p').getScheme() == ''
url('https://user@example.com:80/').getHost() == 'example.com:80'
url('https://[::1]:80/').getHost() == '[::1]:80'
url('/p').getHost() == ''
url('https://[::1]:80/').getHostname() == '::1'
url('https://example.com:80').getHostname() == 'example.com'
url('https://example.com:80').getPort() == '80'
url('https://[::1]').getPort() == ''
url('https://[::1]:9').getPort() == '9'
url('https://x/with space/é').getEscapedPath() == '/with%20space/%C3%A9'
url('https://x/a%2Fb').getEscapedPath() == '/a%2Fb'
url('https://x').getEscapedPath() == ''
url('/p?a=1&b=2&a=3&c').getQuery() == {'a': ['1', '3'], 'b': ['2'], 'c': ['']}
url('/p?x=a%20b+c').getQuery() == {'x': ['a b c']}
url('/p').getQuery() == {}
isURL('https://example.com')
isURL('/absolute')
!isURL('relative')
!isURL('')
url('/a') == url('/a')
quantity('1.5Gi').isGreaterThan(quantity('1500Mi'))
quantity('100m').isLessThan(quantity('1'))
quantity('1k').compareTo(quantity('1000')) == 0
quantity('1').compareTo(quantity('2')) == -1
quantity('-1').sign() == -1
quantity('0').sign() == 0
quantity('1Ki') == quantity('1024')
quantity('50k').isInteger()
quantity('50k').asInteger() == 50000
!quantity('100m').isInteger()
!quantity('9Ei').add(quantity('9Ei')).isInteger()
quantity('1.5').asApproximateFloat() == 1.5
quantity('50k').add(20).asInteger() == 50020
quantity('50k').sub(quantity('1k')).asInteger() == 49000
quantity('1').add(quantity('1')) == quantity('2')
quantity('1').sub(2) == quantity('-1')
isQuantity('1Gi')
!isQuantity('1GiB')
type(quantity('1')) == kubernetes.Quantity
ip('10.0.0.1').family() == 4
ip('::1').family() == 6
isIP('1.2.3.4')
!isIP('1.2.3.256')
!isIP('::ffff:1.2.3.4')
!isIP('fe80::1%eth0')
!isIP('01.2.3.4')
ip('0.0.0.0').isUnspecified()
ip('::').isUnspecified()
ip('127.0.0.1').isLoopback()
ip('::1').isLoopback()
!ip('10.0.0.1').isLoopback()
ip('224.0.0.1').isLinkLocalMulticast()
ip('ff02::1').isLinkLocalMulticast()
!ip('224.0.1.1').isLinkLocalMulticast()
!ip('ff01::1').isLinkLocalMulticast()
ip('169.254.1.1').isLinkLocalUnicast()
ip('fe80::1').isLinkLocalUnicast()
!ip('10.0.0.1').isLinkLocalUnicast()
ip('10.0.0.1').isGlobalUnicast()
ip('2001:db8::1').isGlobalUnicast()
!ip('255.255.255.255').isGlobalUnicast()
!ip('224.0.0.1').isGlobalUnicast()
ip.isCanonical('2001:db8::abcd')
!ip.isCanonical('2001:DB8::ABCD')
string(ip('2001:DB8::0')) == '2001:db8::'
ip('::1') == ip('0::1')
type(ip('::1')) == net.IP
cidr('10.0.0.0/8').containsIP('10.1.2.3')
cidr('10.0.0.0/8').containsIP(ip('10.1.2.3'))
!cidr('10.0.0.0/8').containsIP('::1')
!cidr('10.0.0.0/8').containsIP('11.0.0.1')
cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')
cidr('10.0.0.0/8').containsCIDR(cidr('10.0.0.0/8'))
!cidr('10.0.0.0/8').containsCIDR('0.0.0.0/0')
cidr('10.1.2.3/8').ip() == ip('10.1.2.3')
cidr('10.1.2.3/8').masked() == cidr('10.0.0.0/8')
string(cidr('10.1.2.3/8')) == '10.1.2.3/8'
cidr('::1/128').prefixLength() == 128
isCIDR('10.0.0.0/8')
!isCIDR('10.0.0.0/33')
!isCIDR('10.0.0.0')
!isCIDR('10.0.0.0/08')
!isCIDR('10.0.0.0/255.0.0.0')
!isCIDR('::ffff:1.2.3.4/96')
semver('1.2.3-rc.1+b').major() == 1
semver('1.2.3').minor() == 2
semver('1.2.3').patch() == 3
isSemver('1.0.0')
!isSemver('v1.0.0')
!isSemver('1.0')
!isSemver('01.0.0')
isSemver('v1.0', true)
semver('v01.2', true) == semver('1.2.0')
!isSemver('a', true)
!isSemver('v1.0.0', false)
semver('v1-rc', true).isLessThan(semver('1.0.0'))
semver('1.0.0-alpha').isLessThan(semver('1.0.0-alpha.1'))
semver('1.0.0-alpha.1').isLessThan(semver('1.0.0-alpha.beta'))
semver('1.0.0-rc').isLessThan(semver('1.0.0'))
semver('1.0.0').isGreaterThan(semver('1.0.0-rc'))
semver('1.0.0+a').compareTo(semver('1.0.0+b')) == 0
semver('1.10.0').compareTo(semver('1.9.0')) == 1
semver('1.0.0-2').compareTo(semver('1.0.0-10')) == -1
!format.dns1123Label().validate('my-name').hasValue()
format.dns1123Label().validate('My_Name').value().size() == 1
format.named('dns1123Subdomain').value() == format.dns1123Subdomain()
!format.named('nothing').hasValue()
!format.dns1035Label().validate('a1').hasValue()
format.dns1035Label().validate('1a').hasValue()
!format.qualifiedName().validate('a.b/c').hasValue()
!format.dns1123LabelPrefix().validate('a-').hasValue()
!format.dns1123SubdomainPrefix().validate('a.b-').hasValue()
!format.dns1035LabelPrefix().validate('a-').hasValue()
!format.labelValue().validate('').hasValue()
format.uri().validate('relative').hasValue()
!format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()
!format.byte().validate('aGVsbG8=').hasValue()
format.date().validate('2021-02-30').hasValue()
!format.datetime().validate('2021-01-01T00:00:00Z').hasValue()
""".strip().splitlines()

REFUSED = """
int('1.5')
int('')
int(1e19)
int(0.0 / 0.0)
int(18446744073709551615u)
uint(-1)
uint(-0.5)
uint('-1')
double('one')
bool('yes')
string(b'\\xff')
timestamp('2020-13-01T00:00:00Z')
timestamp('2021-02-29T00:00:00Z')
timestamp(253402300800)
timestamp('0001-01-01T00:00:00+01:00')
duration('1')
duration('h')
duration('300000000h')
timestamp(0).getHours('Nowhere/Land')
timestamp(0).getHours('../etc/passwd')
timestamp(0).getHours('+25:00')
timestamp('9999-12-31T23:59:59Z') + duration('1s')
'abc'.charAt(4)
'abc'.substring(2, 1)
'abc'.substring(4)
'abc'.indexOf('a', 4)
'abc'.lastIndexOf('a', -1)
[dyn(1)].join()
'%d'.format(['a'])
'%d'.format([1.5])
'%s'.format([])
'%q'.format([1])
'%.9999f'.format([1.0])
'%f'.format(['1'])
'%x'.format([1.5])
'%s'.format([optional.none()])
'abc%'.format([])
[].min()
[].max()
[dyn(1), 'a'].isSorted()
[dyn(1), 'a'].min()
['a'].sum()
[1].slice(0, 2)
[1].flatten(-1)
lists.range(100001)
math.greatest('a')
math.least([])
math.abs(-9223372036854775807 - 1)
math.bitShiftLeft(1, -1)
optional.unwrap([dyn(1)])
base64.decode('!')
base64.decode('a')
'a'.matches('(')
url('relative')
quantity('1GiB')
quantity('0.5').asInteger()
ip('nothing')
ip.isCanonical('nothing')
cidr('10.0.0.0')
cidr('10.0.0.0/8').containsIP('nothing')
cidr('10.0.0.0/8').containsCIDR('10.0.0.1')
semver('1.0')
""".strip().splitlines()


@pytest.mark.parametrize("source", HOLDS)
def test_holds(source: str) -> None:
    assert compile_expression(source, ENVIRONMENT)({}) is True


@pytest.mark.parametrize("source", REFUSED)
def test_refused(source: str) -> None:
    with pytest.raises((CelCheckError, EvaluationError)):
        compile_expression(source, ENVIRONMENT)({})


def test_every_function_is_tried() -> None:
    tried = set(re.findall(r"[A-Za-z0-9.]+(?=\()", " ".join(HOLDS)))
    names = tried | {name.rpartition(".")[2] for name in tried}
    assert NAMES - names == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_declares_what_the_table_of_libraries_says(library: str) -> None:
    functions = functions_of(library)
    assert {function.name for function in functions} == LIBRARIES[library]
    assert len({function.signature for function in functions}) == len(functions)
    for function in functions:
        assert function.documentation[0].isupper() or not function.documentation[0].isalpha()
        assert function.documentation.endswith(".")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_wrong_type_is_an_error_at_run_time_too(library: str) -> None:
    """Every function is called with values of every kind: it answers, or says why not."""
    kinds = [None, True, 1, -1, 0.5, "a", b"a", [], ["a"], {}, {"a": 1}, 10**400, float("nan")]
    for function in functions_of(library):
        names = [f"x[{index}]" for index in range(len(function.parameters))]
        call = f"{names[0]}.{function.name}" if function.receiver else function.name
        program = compile_expression(f"{call}({', '.join(names[function.receiver :])})", ENVIRONMENT)
        errors = [failure(program, [first, second, second]) for first in kinds for second in kinds]
        assert all(error is None or error.offset is not None for error in errors)


def failure(program: Program, values: list[object]) -> EvaluationError | None:
    try:
        program({"x": values})
    except EvaluationError as error:
        return error
    return None


def test_named_types_are_known() -> None:
    for kind in ("CIDR", "IP", "Quantity", "Semver", "URL"):
        assert compile_expression(f"type(x) == {TYPES[kind].name}", ENVIRONMENT)({"x": 1}) is False


def test_modules_of_functions_are_loaded_when_needed() -> None:
    script = """
import sys
from podlint.cel import DYN, Environment, compile_expression
heavy = ["ipaddress", "urllib.parse", "datetime", "zoneinfo", "difflib", "fractions", "dataclasses"]
compile_expression("x.a == 'b' && has(x.c) && x.d.exists(e, e.startsWith('f'))", Environment({"x": DYN}))
assert not [name for name in heavy if name in sys.modules], [name for name in heavy if name in sys.modules]
compile_expression("isIP(x)", Environment({"x": DYN}))
assert "ipaddress" in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_unknown_function_of_a_library() -> None:
    with pytest.raises(CelError, match=r"unknown function `format\.dns`"):
        compile_expression("format.dns()", ENVIRONMENT)
