#!/usr/bin/env python3
"""Makes server/src/main/resources/assay/prices.json of a wheel of genai-prices (MIT, https://github.com/pydantic/genai-prices).

    renew.py WHEEL FOLDER

The wheel carries its table as Python source. It is read as syntax and never run: what is not a call of a constructor, a
list, a text or a number is refused. What a span tells nothing of (prices by hour or page, comments, how to read a
provider's response) is left out.
"""

import ast
import json
import pathlib
import re
import sys
import zipfile

TOKENS = {
    "input_mtok",
    "output_mtok",
    "cache_read_mtok",
    "cache_write_mtok",
    "output_reasoning_mtok",
    "input_audio_mtok",
    "output_audio_mtok",
    "cache_audio_read_mtok",
    "requests_kcount",
}


def value(node):
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List):
        return [value(element) for element in node.elts]
    if isinstance(node, ast.Dict):
        return {value(key): value(element) for key, element in zip(node.keys, node.values)}
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -value(node.operand)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        if name == "Decimal":
            return float(value(node.args[0]))
        if name in ("date", "time", "timezone"):
            return tuple(value(argument) for argument in node.args)
        return {"": name} | {keyword.arg: value(keyword.value) for keyword in node.keywords}
    if isinstance(node, ast.Attribute):
        return node.attr
    raise SystemExit(f"renew.py: line {node.lineno} holds a {type(node).__name__} (expected: data)")


def match(clause):
    kind = clause[""]
    if kind == "ClauseOr":
        return {"or": [match(each) for each in clause["or_"]]}
    if kind == "ClauseAnd":
        return {"and": [match(each) for each in clause["and_"]]}
    name = {
        "ClauseEquals": "equals",
        "ClauseStartsWith": "starts_with",
        "ClauseEndsWith": "ends_with",
        "ClauseContains": "contains",
        "ClauseRegex": "regex",
    }[kind]
    return {name: clause[name]}


def price(cost):
    if isinstance(cost, dict):
        return {"base": cost["base"], "tiers": [{"start": tier["start"], "price": tier["price"]} for tier in cost["tiers"]]}
    return cost


def prices(entry):
    return {key: price(cost) for key, cost in entry.items() if key in TOKENS and cost is not None}


def dated(entry):
    made = prices(entry["prices"])
    constraint = entry.get("constraint")
    if constraint and constraint[""] == "StartDateConstraint":
        made["from"] = "%04d-%02d-%02d" % constraint["start_date"]
    elif constraint:
        made["start_time"] = "%02d:%02d" % constraint["start_time"][:2]
        made["end_time"] = "%02d:%02d" % constraint["end_time"][:2]
    return made


def model(entry):
    listed = entry["prices"]
    made = [dated(each) for each in listed] if isinstance(listed, list) else [prices(listed)]
    return {"id": entry["id"], "match": match(entry["match"]), "prices": made}


def provider(entry):
    models = [model(each) for each in entry["models"]]
    made = {"id": entry["id"], "models": [each for each in models if any(set(p) & TOKENS for p in each["prices"])]}
    for name in ("model_match", "provider_match"):
        if entry.get(name):
            made[name] = match(entry[name])
    if entry.get("fallback_model_providers"):
        made["fallback"] = entry["fallback_model_providers"]
    return made


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        source = archive.read("genai_prices/data.py").decode()
        licence = archive.read(next(name for name in names if name.endswith("/LICENSE"))).decode()
    version = re.match(r"genai_prices-([^-]+)-", pathlib.Path(wheel).name).group(1)
    assigned = next(
        node.value for node in ast.parse(source).body if isinstance(node, ast.AnnAssign) and node.target.id == "providers"
    )
    providers = [provider(value(element)) for element in assigned.elts]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in providers)
    text = '{"source":"genai-prices %s","licence":"MIT","providers":[\n%s\n]}\n' % (version, lines)
    json.loads(text)
    pathlib.Path(folder, "prices.json").write_text(text)
    pathlib.Path(folder, "prices.LICENSE").write_text(licence)
    count = sum(len(each["models"]) for each in providers)
    print(f"genai-prices {version}: {count} models of {len(providers)} providers")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], sys.argv[2])
