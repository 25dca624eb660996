package dev.assay.server.app;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code assay sql}: questions in SQL to the columns, beside a running server or without one. */
@Command(
        name = "sql",
        description = "Answers questions in SQL; nothing can be changed by them. docs/sql.md names the views.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  assay sql",
            "  assay sql -c \"SELECT model, count(*), sum(cost_usd) FROM spans WHERE kind = 'llm' GROUP BY 1 ORDER BY 2 DESC\"",
            "  assay sql --format csv < question.sql > answer.csv"
        })
final class SqlCommand implements Callable<Integer> {

    @Option(
            names = "-c",
            paramLabel = "SQL",
            description = "The question; asked for, or standard input, where it is left out.")
    private @Nullable String question;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SqlFormat format = SqlFormat.table;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many rows at most, up to 100000 (default: ${DEFAULT-VALUE}).")
    private int maxRows = 1_000;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (Endpoint endpoint = server.endpoint();
                Answers answers = new Answers(endpoint)) {
            if (question != null) {
                return ask(answers, question);
            }
            if (Optional.ofNullable(System.console())
                    .filter(Console::isTerminal)
                    .isEmpty()) {
                return ask(answers, new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return prompt(answers);
        }
    }

    private int ask(Answers answers, String sql) throws IOException {
        ObjectNode body = JsonMapper.shared().createObjectNode().put("sql", sql).put("maxRows", maxRows);
        try (InputStream in = answers.post("/api/v1/sql", body.toString())) {
            JsonNode answer = JsonMapper.shared().readTree(in);
            PrintWriter out = spec.commandLine().getOut();
            format.write(answer, out);
            out.flush();
            if (!answer.path("complete").asBoolean(true)) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("There are more rows; --max-rows says how many are shown.");
                err.flush();
            }
            return 0;
        }
    }

    /** Until the end of input; a question ends with a semicolon. */
    private int prompt(Answers answers) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            LineReader reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("assay")
                    .build();
            StringBuilder sql = new StringBuilder();
            while (true) {
                String line;
                try {
                    line = reader.readLine(sql.isEmpty() ? "assay> " : "   ... ");
                } catch (UserInterruptException e) {
                    sql.setLength(0);
                    continue;
                } catch (EndOfFileException e) {
                    return 0;
                }
                String stripped = line.strip().toLowerCase(Locale.ROOT);
                if (sql.isEmpty() && (stripped.equals("exit") || stripped.equals("quit"))) {
                    return 0;
                }
                sql.append(line).append('\n');
                if (stripped.endsWith(";")) {
                    askAndSay(answers, sql.toString());
                    sql.setLength(0);
                } else if (sql.toString().isBlank()) {
                    sql.setLength(0);
                }
            }
        }
    }

    /** A question that is refused is no reason to end. */
    private void askAndSay(Answers answers, String sql) throws IOException {
        try {
            ask(answers, sql);
        } catch (StartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
        }
    }
}
