package dev.assay.store.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.store.Columns;
import dev.assay.store.ColumnsContract;
import dev.assay.store.Spans;
import dev.assay.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckColumnsTest extends ColumnsContract {

    @TempDir
    Path folder;

    @Override
    protected Columns open() {
        return new DuckColumns(folder.resolve("columns.duckdb"), 256);
    }

    @Test
    void reopened_hasWhatWasWrittenAndItsPosition() {
        write(Spans.llm(1, 1, 0).build());
        columns.close();
        columns = open();

        assertThat(columns.position()).isEqualTo(1);
        assertThat(find(everything()).items()).hasSize(1);
    }

    @Test
    void damagedFile_isRefusedWithWhatToDo() throws Exception {
        Path damaged = folder.resolve("damaged.duckdb");
        Files.writeString(damaged, "this is no database");

        assertThatThrownBy(() -> new DuckColumns(damaged, 256))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged.duckdb")
                .hasMessageContaining("assay rebuild");
    }
}
