package dev.assay.server.structured;

import dev.assay.structured.json.LenientJson;
import dev.assay.structured.json.LenientJsonException;
import dev.assay.structured.json.Reading;
import dev.assay.structured.json.Repair;
import dev.assay.structured.json.RepairKind;
import dev.assay.structured.schema.Schema;
import dev.assay.structured.schema.SchemaException;
import dev.assay.structured.schema.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what models write into strict JSON. Exits with 0, with 1 where a text could not be read, with 2 where it was not told enough. */
@Command(
        name = "parse",
        description =
                "Reads what a model wrote into strict JSON. JSON passes unchanged; what was mended is told on standard error.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A text that was cut off is read as far as it goes, with a warning: what is missing is missing in the value, unless a schema requires it.",
            "",
            "Exits with 0 where all was read and obeys its schema, 1 where a text was not or does not, 2 for wrong arguments, a missing file or a",
            "schema that cannot be used.",
            "",
            "  assay parse answer.txt",
            "  assay parse --schema order.schema.json answer.txt",
            "  assay parse --jsonl answers.jsonl > values.jsonl"
        })
public final class ParseCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";
    private static final int UNREAD = 1;
    private static final int USAGE = 2;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "A JSON Schema (2020-12) that says what is wanted; among readings the least costly wins.")
    private @Nullable Path schemaFile;

    @Option(
            names = "--jsonl",
            description =
                    "Reads lines of {\"id\",\"text\",\"schema\"?} and writes a line for each: {\"id\",\"value\",\"repairs\"}, or "
                            + "{\"id\",\"error\"}. A line's own schema wins over --schema.")
    private boolean jsonl;

    @Option(names = "--whole", description = "Refuses texts that were cut off.")
    private boolean whole;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = STANDARD_INPUT,
            description = "What to read, in UTF-8; - is standard input, and the default.")
    private String file = STANDARD_INPUT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (BufferedReader in = open()) {
            Optional<Schema> schema = schema();
            return jsonl ? lines(in, schema, out) : one(in, schema, out, err);
        } catch (SchemaException e) {
            err.println("assay parse: --schema " + schemaFile + ": " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("assay parse: cannot read " + file + ": " + e);
            return USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private BufferedReader open() throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file);
        }
        // Bytes that are no UTF-8 become signs of replacement: they are the model's, not a reason to stop.
        return new BufferedReader(new InputStreamReader(Files.newInputStream(Path.of(file)), StandardCharsets.UTF_8));
    }

    private Optional<Schema> schema() throws IOException {
        Path path = schemaFile;
        if (path == null) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + path + " (--schema)");
        }
        return Optional.of(Schema.ofJson(Files.readString(path)));
    }

    private int one(Reader in, Optional<Schema> schema, PrintWriter out, PrintWriter err) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            text.append(buffer, 0, n);
        }
        try {
            Reading reading = read(text.toString(), schema);
            reading.repairs().forEach(repair -> err.println("assay parse: at " + repair));
            reading.violations().forEach(violation -> err.println("assay parse: " + violation));
            Optional<String> cut = cut(reading);
            cut.ifPresent(where -> err.println("assay parse: " + (whole ? "" : "warning: ") + where));
            if (!reading.isValid() || (whole && cut.isPresent())) {
                return UNREAD;
            }
            out.println(reading.json().strip());
            return 0;
        } catch (LenientJsonException e) {
            err.println("assay parse: at " + e.position() + ": " + e.getMessage());
            return UNREAD;
        }
    }

    /** Where a text was cut off; empty if it was not. */
    private static Optional<String> cut(Reading reading) {
        return reading.repairs().stream()
                .filter(repair -> repair.kind() == RepairKind.TRUNCATED)
                .findFirst()
                .map(repair -> "the text was cut off at " + repair.position()
                        + ", and what came after is not in the value (expected: a whole text)");
    }

    private static Reading read(String text, Optional<Schema> schema) {
        return schema.isPresent() ? LenientJson.parse(text, schema.get()) : LenientJson.parse(text);
    }

    private int lines(BufferedReader in, Optional<Schema> schema, PrintWriter out) throws IOException {
        int unread = 0;
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (!line.isBlank()) {
                unread += line(line, number, schema, out) ? 0 : 1;
            }
        }
        return unread == 0 ? 0 : UNREAD;
    }

    private boolean line(String line, int number, Optional<Schema> schema, PrintWriter out) {
        JsonNode task;
        try {
            task = MAPPER.readTree(line);
        } catch (JacksonException e) {
            return error(out, MAPPER.nullNode(), "line " + number + " is no JSON: " + e.getOriginalMessage());
        }
        JsonNode id = task.path("id").isMissingNode() ? MAPPER.nullNode() : task.path("id");
        if (!task.path("text").isString()) {
            return error(out, id, "line " + number + " has no \"text\" (expected: {\"id\", \"text\", \"schema\"?})");
        }
        try {
            Optional<Schema> own = task.has("schema") ? Optional.of(schema(task.path("schema"))) : schema;
            Reading reading = read(task.path("text").stringValue(), own);
            if (!reading.isValid()) {
                return error(
                        out,
                        id,
                        String.join(
                                "; ",
                                reading.violations().stream()
                                        .map(Violation::toString)
                                        .toList()));
            }
            Optional<String> cut = cut(reading);
            if (whole && cut.isPresent()) {
                return error(out, id, cut.get());
            }
            ObjectNode rest = MAPPER.createObjectNode();
            for (Repair repair : reading.repairs()) {
                rest.withArray("repairs")
                        .addObject()
                        .put("kind", repair.kind().name())
                        .put("position", repair.position())
                        .put("penalty", repair.penalty());
            }
            // The value is written by itself, so that its numbers keep their digits.
            String value = reading.json().strip().replace("\r", "").replace("\n", " ");
            out.println("{\"id\":" + id + ",\"value\":" + value + ",\"repairs\":"
                    + (rest.isEmpty() ? "[]" : rest.path("repairs")) + "}");
            return true;
        } catch (SchemaException e) {
            return error(out, id, "the schema of line " + number + ": " + e.getMessage());
        } catch (LenientJsonException e) {
            return error(out, id, "at " + e.position() + ": " + e.getMessage());
        }
    }

    /** The schema of a line; lines often have the same. */
    private Schema schema(JsonNode json) {
        if (schemas.size() > 1000) {
            schemas.clear();
        }
        return schemas.computeIfAbsent(json, Schema::ofJson);
    }

    private static boolean error(PrintWriter out, JsonNode id, String message) {
        ObjectNode line = MAPPER.createObjectNode();
        line.set("id", id);
        out.println(line.put("error", message));
        return false;
    }
}
