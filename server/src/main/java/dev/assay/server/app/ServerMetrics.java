package dev.assay.server.app;

import dev.assay.server.ingest.Projector;
import dev.assay.store.Columns;
import dev.assay.store.Journal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** How far the parts are, for {@code /metrics}. */
final class ServerMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry;
    private final List<Meter> mine;
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable JvmGcMetrics collections;

    ServerMetrics(
            PrometheusMeterRegistry registry,
            Journal journal,
            Columns columns,
            Projector projector,
            DataFolder folder) {
        this.registry = registry;
        mine = List.of(
                FunctionCounter.builder("assay.journal.position", journal, Journal::lastPosition)
                        .description("Requests in the journal, ever")
                        .register(registry),
                Gauge.builder("assay.projector.lag", () -> journal.lastPosition() - columns.position())
                        .description("Requests that are kept and cannot be asked for yet")
                        .register(registry),
                Gauge.builder(
                                "assay.projector.failing",
                                projector,
                                each -> each.trouble().isEmpty() ? 0 : 1)
                        .description("1 while the columns cannot be written")
                        .register(registry),
                Gauge.builder(
                                "assay.columns.size",
                                () -> folder.columns().toFile().length())
                        .description("Size of the columns file")
                        .baseUnit("bytes")
                        .register(registry),
                Gauge.builder("assay.data.free", () -> folder.path().toFile().getUsableSpace())
                        .description("Room that is left where the data folder is")
                        .baseUnit("bytes")
                        .register(registry));
    }

    /** In Prometheus' text format. The JVM is watched from the first time on, because that costs some of a start. */
    String scrape() {
        if (asked.compareAndSet(false, true)) {
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            JvmGcMetrics gc = new JvmGcMetrics();
            gc.bindTo(registry);
            collections = gc;
        }
        return registry.scrape();
    }

    /** They are of parts that end; what was counted stays. */
    @Override
    public void close() {
        if (collections != null) {
            collections.close();
        }
        mine.forEach(registry::remove);
    }
}
