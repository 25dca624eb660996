"""Runs llguidance over a folder in MaskBench's form, over the vocabulary and in the way of MaskBench.java; prints one line of JSON.

Usage: llguidance_masks.py FOLDER VOCABULARY [--cold] [--warm-up N], where VOCABULARY is {"tokens": [base64], "end": id}.
"""
import base64
import glob
import json
import math
import os
import sys
import time

import numpy
from llguidance import LLMatcher, LLTokenizer


def tokenizer(file):
    with open(file, encoding="utf-8") as stream:
        given = json.load(stream)
    tokens = [base64.b64decode(t) for t in given["tokens"]]
    special = [i for i, token in enumerate(tokens) if not token]

    class Tokens:
        eos_token_id = given["end"]
        bos_token_id = None
        special_token_ids = special
        is_tokenizer_wrapper = True

        def __init__(self):
            self.tokens = [token or b"\xff<|%d|>" % i for i, token in enumerate(tokens)]

        def __call__(self, text):
            return []

    return LLTokenizer(Tokens())


class Run:

    def __init__(self, tokens):
        self.tokens = tokens
        self.words = (tokens.vocab_size + 31) // 32
        self.buffer = numpy.zeros(self.words, dtype=numpy.int32)
        self.masks, self.compiles, self.verdicts = [], [], {}

    def mask(self, matcher):
        start = time.perf_counter_ns()
        matcher.unsafe_compute_mask_ptr(self.buffer.ctypes.data, self.words * 4)
        return (time.perf_counter_ns() - start) / 1e3

    def compiled(self, schema):
        """A matcher, or the error."""
        start = time.perf_counter_ns()
        try:
            grammar = LLMatcher.grammar_from_json_schema(schema, defaults={"whitespace_flexible": True})
            matcher = LLMatcher(self.tokens, grammar, log_level=0)
        except Exception as error:  # whatever it throws for a schema
            return str(error) or "error"
        if matcher.is_error():
            return matcher.get_error()
        self.mask(matcher)
        self.compiles.append((time.perf_counter_ns() - start) / 1e3)
        return matcher

    def accepts(self, matcher, text):
        matcher.reset()
        for token in self.tokens.greedy_tokenize(text):
            self.masks.append(self.mask(matcher))
            if matcher.try_consume_tokens([token]) != 1:
                return False
        self.masks.append(self.mask(matcher))
        return matcher.is_accepting()

    def file(self, name, cold):
        with open(name, encoding="utf-8") as stream:
            case = json.load(stream)
        schema = json.dumps(case["schema"])
        matcher = self.compiled(schema)
        verdict = "PASSING"
        for test in case["tests"] if not isinstance(matcher, str) else []:
            if cold:
                matcher = self.compiled(schema)
            accepted = self.accepts(matcher, json.dumps(test["data"], ensure_ascii=False, separators=(",", ":")))
            if accepted != test["valid"] and verdict != "INVALID_ACCEPTED":
                verdict = "INVALID_ACCEPTED" if accepted else "VALID_REFUSED"
        self.verdicts[os.path.basename(name)] = "COMPILE_ERROR" if isinstance(matcher, str) else verdict


def summary(times):
    ordered = sorted(times) or [0]
    at = lambda share: ordered[max(0, math.ceil(share * len(ordered)) - 1)]
    return {"count": len(times), "avg": sum(ordered) / len(ordered), "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": ordered[-1]}


def main(arguments):
    folder, vocabulary = arguments[:2]
    cold = "--cold" in arguments
    warm_up = int(arguments[arguments.index("--warm-up") + 1]) if "--warm-up" in arguments else 200
    tokens = tokenizer(vocabulary)
    files = sorted(glob.glob(folder + "/**/*.json", recursive=True))
    for part in (files[:warm_up], files):
        run = Run(tokens)
        for file in part:
            run.file(file, cold)
    print(json.dumps({"verdicts": run.verdicts, "mask": summary(run.masks), "compile": summary(run.compiles)}))


if __name__ == "__main__":
    main(sys.argv[1:])
