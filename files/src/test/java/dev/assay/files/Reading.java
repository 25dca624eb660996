package dev.assay.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small file, recognised and read. */
record Reading(Recognition recognition, List<Exchange> exchanges, List<String> reasons) {

    static Reading of(String text, MappingOptions options) throws IOException, MappingException {
        try (Rows rows = Rows.of("test", new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            return of(rows, options);
        }
    }

    static Reading of(Rows rows, MappingOptions options) throws IOException, MappingException {
        List<Row> read = new ArrayList<>();
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            read.add(row.get());
        }
        List<Row.Good> good = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Row row : read) {
            switch (row) {
                case Row.Good value -> good.add(value);
                case Row.Bad bad -> reasons.add(bad.line() + ": " + bad.reason());
            }
        }
        Recognition recognition =
                Recognition.of(good.stream().limit(Recognition.SAMPLE).toList(), options);
        List<Exchange> exchanges = new ArrayList<>();
        for (Row.Good row : good) {
            try {
                exchanges.add(recognition.mapping().read(row));
            } catch (RowException e) {
                reasons.add(row.line() + ": " + e.reason());
            }
        }
        return new Reading(recognition, exchanges, reasons);
    }

    static Reading of(String text) throws IOException, MappingException {
        return of(text, MappingOptions.NONE);
    }

    String sentence() {
        return recognition.sentence();
    }

    Exchange first() {
        return exchanges.getFirst();
    }

    Content.Call call() {
        return (Content.Call) first().content();
    }

    Content.Conversation conversation() {
        return (Content.Conversation) first().content();
    }
}
