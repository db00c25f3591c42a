"""Checks a signature with botocore's own implementation, from the request as it was received."""

import datetime
import re
from dataclasses import dataclass

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

FORM = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, "
                  r"SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})")


@dataclass
class Received:
    method: str
    path: str  # as it came
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return values[0] if len(values) == 1 else ""


@dataclass(frozen=True)
class Account:
    access_key: str
    secret_key: str
    token: str = ""
    region: str = "eu-central-1"
    service: str = "bedrock"


def expected_signature(received: Received, signed: list[str], account: Account, region: str, service: str) -> str:
    headers = {name: received.header(name) for name in signed}
    request = AWSRequest(received.method, "http://" + received.header("Host") + received.path, headers, received.body)
    request.context["timestamp"] = received.header("X-Amz-Date")
    signer = SigV4Auth(Credentials(account.access_key, account.secret_key, account.token or None), service, region)
    canonical = signer.canonical_request(request)
    return signer.signature(signer.string_to_sign(request, canonical), request)


def fault(received: Received, account: Account) -> str:
    """What is wrong with the signature; empty: nothing."""
    form = FORM.fullmatch(received.header("Authorization"))
    if form is None:
        return "the Authorization header has another form"
    access_key, day, region, service, names, signature = form.groups()
    signed = names.split(";")
    if access_key != account.access_key or (region, service) != (account.region, account.service):
        return "another account, region or service"
    if received.header("X-Amz-Security-Token") != account.token:
        return "another session token"
    wanted = {"content-type", "host", "x-amz-date"} | ({"x-amz-security-token"} if account.token else set())
    if not wanted <= set(signed) or signed != sorted(signed):
        return f"the signed headers are {names}"
    time = datetime.datetime.strptime(received.header("X-Amz-Date"), "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
    if abs((datetime.datetime.now(datetime.UTC) - time).total_seconds()) > 300 or not received.header("X-Amz-Date").startswith(day):
        return "another time"
    if expected_signature(received, signed, account, region, service) != signature:
        return "the signature does not match"
    return ""
