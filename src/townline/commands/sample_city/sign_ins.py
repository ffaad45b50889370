"""The well-known accounts of the sample city: one for each role. Only here does a password stand in the open."""

PASSWORD = "maple-harbour-311"  # noqa: S105  an invented city
DOMAIN = "maple-harbour.example"
SIGN_INS = (
    ("customer service representative", f"csr@{DOMAIN}"),
    ("department worker", f"worker@{DOMAIN}"),
    ("supervisor", f"supervisor@{DOMAIN}"),
    ("manager", f"manager@{DOMAIN}"),
    ("administrator", f"administrator@{DOMAIN}"),
    ("auditor", f"auditor@{DOMAIN}"),
    ("privacy officer", f"privacy@{DOMAIN}"),
    ("records clerk", f"records@{DOMAIN}"),
)
COUNCIL_SIGN_INS = (
    ("councillor", f"councillor@{DOMAIN}"),
    ("assistant of a councillor", f"assistant@{DOMAIN}"),
    ("council liaison officer", f"liaison@{DOMAIN}"),
)
API_KEY = "sample-city"
