package dev.assay.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of real models; they belong to their authors and stand beside the repository, where they are. */
class PublishedLogsTest {

    private static final Path DATA = Path.of("../../shared/data");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llmdrift-leetcode-easy.csv | 200 | input in /query, output in /answer, model in /model, "
                        + "time in /timestamp (month first, UTC), latency in /latency (seconds), cost in /cost, "
                        + "output tokens in /answer_token, score Directly Usable in /Directly Usable; "
                        + "metadata from column 1, Unnamed: 0, temperature, max_tokens, trail, dataset and 6 more",
                "taubench-gpt-4o-airline.json | 200 | OpenAI-style messages in /traj, session in /task_id, "
                        + "score reward in /reward; metadata from info, trial",
                "arenahard-gpt-4-0314.jsonl | 500 | OpenAI-style messages in /messages, model in /model, "
                        + "time in /tstamp; metadata from uid, ans_id",
                "arenahard-gpt-4-0613.jsonl | 500 | OpenAI-style messages in /messages, model in /model, "
                        + "time in /tstamp; metadata from uid, ans_id",
                "arenahard-questions.jsonl | 500 | input in /prompt, no output; metadata from uid, category, cluster",
                "clinc150-full.json | 23700 | input in /0, no output; metadata from 1",
                "pandalm-testset-v1.json | 999 | input in /instruction and /input, no output; metadata from idx, "
                        + "motivation_app, cmp_key, response1, response2, annotator1 and 2 more",
            })
    void readsThemWithoutBeingToldHow(String name, int rows, String sentence) throws IOException, MappingException {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: there is no " + file + " beside this repository");
        try (Rows source = Rows.open(file)) {
            Reading read = Reading.of(source, MappingOptions.NONE);
            assertThat(read.reasons()).isEmpty();
            assertThat(read.exchanges()).hasSize(rows);
            assertThat(read.sentence()).isEqualTo(sentence);
        }
    }
}
