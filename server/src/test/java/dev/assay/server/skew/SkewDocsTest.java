package dev.assay.server.skew;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/skew.md has every option of both commands, and none that there is not. */
class SkewDocsTest {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private static Set<String> options(Object command) {
        Set<String> names = new TreeSet<>();
        new CommandLine(command).getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        names.remove("--help");
        names.remove("--version");
        return names;
    }

    /** Those in the first column of the tables of a part of the page. */
    private static Set<String> inTables(String part) {
        return part.lines()
                .filter(line -> line.startsWith("| `--"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> OPTION.matcher(cell).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageHasTheOptionsThatThereAre() throws IOException {
        String page = Files.readString(Path.of("../docs/skew.md"));
        String options = page.substring(page.indexOf("## Options"), page.indexOf("## What an alarm means"));
        int skew = options.indexOf("| of `skew` |");
        int coverage = options.indexOf("| of `coverage` |");
        Set<String> both = inTables(options.substring(0, skew));
        Set<String> ofSkew = new TreeSet<>(inTables(options.substring(skew, coverage)));
        ofSkew.addAll(both);
        Set<String> ofCoverage = new TreeSet<>(inTables(options.substring(coverage)));
        ofCoverage.addAll(both);
        assertThat(ofSkew).isEqualTo(options(new SkewCommand()));
        assertThat(ofCoverage).isEqualTo(options(new CoverageCommand()));
        assertThat(OPTION.matcher(page).results().map(MatchResult::group).toList())
                .as("no option is named that neither command has")
                .allMatch(name -> ofSkew.contains(name) || ofCoverage.contains(name));
    }
}
