package dev.assay.store.columns;

import dev.assay.model.Span;
import dev.assay.model.SpanContent;
import dev.assay.model.SpanKey;
import dev.assay.store.AskSql;
import dev.assay.store.Batch;
import dev.assay.store.Columns;
import dev.assay.store.EraseTraces;
import dev.assay.store.Erasure;
import dev.assay.store.ExportSpans;
import dev.assay.store.FindFacets;
import dev.assay.store.FindKeys;
import dev.assay.store.FindSessions;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession;
import dev.assay.store.ReadStats;
import dev.assay.store.ReadTrace;
import dev.assay.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The columns in one DuckDB file. */
public final class DuckColumns implements Columns {

    private static final Logger LOG = LoggerFactory.getLogger(DuckColumns.class);

    private final Path file;
    private final int memoryMegabytes;
    private final Checkpoints.Paces paces;
    private final Readers readers;
    private final Reach reach = new Reach();
    private final Arrivals arrivals = new Arrivals();
    private final Scored scored = new Scored();
    private final NestedCalls nested = new NestedCalls(reach);
    private final EraseTraces eraseTraces;

    /** Held by who writes, and by who puts another file in the place of this one. */
    private final Object writes = new Object();

    /** Held by who erases and who rewrites, which take turns. */
    private final Object maintenance = new Object();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Mender mender = new Mender(this::mend);
    private volatile Opened opened;

    /** Whether no file is open; under the lock of writes. */
    private boolean down;

    private final Questions questions;
    private final StoredSpans stored;

    /**
     * Opens the file, or makes it.
     *
     * @param memoryMegabytes what the engine may use for its buffers; at least 64
     * @throws dev.assay.store.StoreException where the file is damaged, in use by another process, or written by a
     *     newer version
     */
    public DuckColumns(Path file, int memoryMegabytes) {
        this(file, memoryMegabytes, new Checkpoints.Paces(Deferred.Pace.OF_TRACES, Deferred.Pace.OF_WORDS));
    }

    DuckColumns(Path file, int memoryMegabytes, Checkpoints.Paces paces) {
        this.file = file;
        this.memoryMegabytes = memoryMegabytes;
        this.paces = paces;
        try {
            opened = open();
        } catch (StoreException e) {
            mender.close();
            throw e;
        }
        readers = new Readers(opened.database(), reach, arrivals, scored, mender::look);
        eraseTraces = new EraseTracesQuery(readers, file, reach, nested, this::erasing);
        questions = Questions.of(readers, reach, nested);
        stored = new StoredSpans(readers);
    }

    /** The file in use, and who writes to it. */
    private record Opened(Database database, Checkpoints checkpoints, Writer writer) {

        /** Nothing is written any more. */
        void end() {
            writer.close();
            checkpoints.close();
        }

        /** Lets go of what the engine has given up, and may not let go of in order. */
        void abandon() {
            for (Runnable step : List.<Runnable>of(writer::close, checkpoints::close, database::discard)) {
                try {
                    step.run();
                } catch (StoreException e) {
                    LOG.debug("{} could not be let go in order", database.file(), e);
                }
            }
        }
    }

    private Opened open() {
        Database database = Database.open(file, memoryMegabytes);
        try {
            Checkpoints checkpoints =
                    new Checkpoints(database, new Settler(reach, nested, arrivals), paces, mender::look);
            return new Opened(
                    database, checkpoints, new Writer(database, checkpoints, reach, nested, arrivals, scored));
        } catch (StoreException e) {
            database.discard();
            throw e;
        }
    }

    /**
     * Opens the file again where the engine has given it up, as it does when a write to the disk fails in the middle of a checkpoint: it is
     * as the last checkpoint left it, and the journal has the rest.
     */
    private void mend() {
        synchronized (maintenance) {
            synchronized (writes) {
                if (closed.get() || (!down && opened.database().answers())) {
                    return;
                }
                LOG.warn("the columns file {} is opened again", file);
                if (!down) {
                    readers.pause();
                    down = true;
                    opened.abandon();
                }
                resume();
            }
        }
    }

    @Override
    public long position() {
        return opened.writer().position();
    }

    @Override
    public void write(Batch batch) {
        try {
            synchronized (writes) {
                opened.writer().write(batch);
            }
        } catch (StoreException e) {
            mender.look();
            throw e;
        }
    }

    @Override
    public String trouble() {
        return opened.checkpoints().trouble();
    }

    /** So many spans it is not written down of yet which words they have: their texts are read when words are searched. */
    public long wordsLeft() {
        return opened.checkpoints().wordsLeft();
    }

    private Erasure.Count erasing(Writer.Erasing erasing) {
        try {
            synchronized (maintenance) {
                synchronized (writes) {
                    Erasure.Count count = opened.writer().erase(erasing);
                    arrivals.forget();
                    readers.freshRows().forget();
                    return count;
                }
            }
        } catch (SQLException e) {
            throw new StoreException("what was erased could not be forgotten: " + e.getMessage(), e);
        } catch (StoreException e) {
            mender.look();
            throw e;
        }
    }

    @Override
    public EraseTraces eraseTraces() {
        return eraseTraces;
    }

    @Override
    public void rewrite(CatchUp catchUp) {
        synchronized (maintenance) {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            try {
                Files.deleteIfExists(draft);
                opened.database().copyTo(draft);
                DuckColumns copy = new DuckColumns(draft, memoryMegabytes);
                try {
                    // Twice: what came during the long copy, then what came during that.
                    catchUp.bring(copy, position());
                    catchUp.bring(copy, position());
                    synchronized (writes) {
                        catchUp.bring(copy, position());
                        copy.close();
                        takePlace(draft);
                    }
                } finally {
                    copy.close();
                }
            } catch (IOException e) {
                throw new StoreException("the columns file " + file + " cannot be written anew: " + e.getMessage(), e);
            } catch (StoreException e) {
                mender.look();
                throw e;
            } finally {
                delete(draft);
            }
        }
    }

    private void takePlace(Path draft) throws IOException {
        readers.pause();
        down = true;
        opened.end();
        opened.database().discard();
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            resume();
        } catch (IOException e) {
            resume(); // with the old one
            throw e;
        }
    }

    private void resume() {
        try {
            opened = open();
            readers.resume(opened.database());
            down = false;
        } catch (StoreException e) {
            readers.fail(String.valueOf(e.getMessage()));
            mender.look();
            throw e;
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            LOG.warn("{} is left: {}", draft, e.getMessage());
        }
    }

    @Override
    public Set<SpanKey> existing(Collection<SpanKey> keys) {
        return stored.existing(keys);
    }

    @Override
    public Map<SpanKey, Span> spans(Collection<SpanKey> keys) {
        return stored.spans(keys);
    }

    @Override
    public Map<SpanKey, List<SpanContent>> contents(Collection<SpanKey> keys) {
        return opened.writer().hasContents() ? stored.contents(keys) : Map.of();
    }

    @Override
    public FindTraces findTraces() {
        return questions.findTraces();
    }

    @Override
    public FindSpans findSpans() {
        return questions.findSpans();
    }

    @Override
    public ReadTrace readTrace() {
        return questions.readTrace();
    }

    @Override
    public FindSessions findSessions() {
        return questions.findSessions();
    }

    @Override
    public ReadSession readSession() {
        return questions.readSession();
    }

    @Override
    public ReadStats readStats() {
        return questions.readStats();
    }

    @Override
    public FindFacets findFacets() {
        return questions.findFacets();
    }

    @Override
    public FindKeys findKeys() {
        return questions.findKeys();
    }

    /** Files that the engine writes itself. */
    public ExportSpans exportSpans() {
        return questions.exportSpans();
    }

    /** Questions in the engine's own language. */
    public AskSql askSql() {
        return questions.askSql();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            mender.close();
            readers.close();
            synchronized (writes) {
                if (!down) {
                    opened.end();
                    opened.database().close();
                }
            }
        }
    }
}
