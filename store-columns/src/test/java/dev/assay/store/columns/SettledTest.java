package dev.assay.store.columns;

import dev.assay.store.AskingContract;
import dev.assay.store.Columns;
import dev.assay.store.ColumnsContract;
import dev.assay.store.FilterContract;
import dev.assay.store.ListContract;
import dev.assay.store.SessionsContract;
import dev.assay.store.StatsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every answer is the same where each commit has its rows of traces written at once, and where questions make them all. */
class SettledTest {

    private static final Checkpoints.Paces AT_ONCE =
            new Checkpoints.Paces(new Deferred.Pace(1, 1), new Deferred.Pace(1, 1));

    private static Columns open(Path folder) {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256, AT_ONCE);
    }

    @Nested
    class Asking extends AskingContract {

        @TempDir
        Path folder;

        @Override
        protected Columns open() {
            return SettledTest.open(folder);
        }
    }

    @Nested
    class Filter extends FilterContract {

        @Override
        protected Columns open(Path folder) {
            return SettledTest.open(folder);
        }
    }

    @Nested
    class Lists extends ListContract {

        @TempDir
        Path folder;

        @Override
        protected Columns open() {
            return SettledTest.open(folder);
        }
    }

    @Nested
    class Sessions extends SessionsContract {

        @TempDir
        Path folder;

        @Override
        protected Columns open() {
            return SettledTest.open(folder);
        }
    }

    @Nested
    class Stats extends StatsContract {

        @TempDir
        Path folder;

        @Override
        protected Columns open() {
            return SettledTest.open(folder);
        }
    }

    @Nested
    class Written extends ColumnsContract {

        @TempDir
        Path folder;

        @Override
        protected Columns open() {
            return SettledTest.open(folder);
        }
    }
}
