package dev.assay.server.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.files.MappingException;
import dev.assay.files.MappingOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Any file with any options, as {@link HostileFiles} says. The first line has the values of {@code --map}, {@code --messages} and {@code
 * --score} with tabs between them. In the normal build with the committed seeds alone.
 */
class ImportOptionsFuzzTest {

    @FuzzTest
    @DictionaryFile(resourcePath = "files.dict")
    void anyFileIsReadAsAskedOrRefused(byte[] optionsAndFile) {
        int newline = 0;
        while (newline < optionsAndFile.length && optionsAndFile[newline] != '\n') {
            newline++;
        }
        String[] options = new String(optionsAndFile, 0, newline, StandardCharsets.UTF_8).split("\t", 3);
        byte[] file =
                Arrays.copyOfRange(optionsAndFile, Math.min(newline + 1, optionsAndFile.length), optionsAndFile.length);
        try {
            HostileFiles.check(
                    file,
                    MappingOptions.parse(
                            given(options, 0),
                            given(options, 1).stream().findFirst().orElse(""),
                            given(options, 2)));
        } catch (MappingException e) {
            assertThat(e.getMessage()).contains("expected");
        }
    }

    private static List<String> given(String[] options, int index) {
        return index < options.length && !options[index].isEmpty() ? List.of(options[index]) : List.of();
    }
}
