package dev.assay.server.app;

import dev.assay.server.access.NewKey;
import dev.assay.server.web.ProjectName;
import dev.assay.store.DeletedProjectException;
import dev.assay.store.Keys;
import dev.assay.store.Records;
import java.io.PrintWriter;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay key}: the keys of a project, whether a server runs on the data folder or not. */
@Command(name = "key", description = "Makes and revokes the keys that programs send.", mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Command(
            name = "add",
            description = "Makes a key and prints it; it is shown only now. Makes the project where there is none.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "What you call it, for example the program that sends it.")
                    String name,
            @Mixin ProjectOption project,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            defaultValue = "ingest",
                            description = "ingest (sends, sees nothing) or full (default: ${DEFAULT-VALUE}).")
                    String scope,
            @Mixin DataOption data) {
        Clock clock = Clock.systemUTC();
        NewKey made;
        try {
            made = NewKey.of(new TimeOrderedIds(clock).get(), project.name(), name, scope, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        try (Records records = data.records()) {
            try {
                records.projects().ensure(project.name(), clock.instant());
            } catch (DeletedProjectException e) {
                throw new StartException(e.getMessage(), e);
            }
            records.keys().add(made.key(), made.hash());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(made.secret());
        out.flush();
        return 0;
    }

    @Command(name = "list", description = "Lists the keys of a project.", mixinStandardHelpOptions = true)
    int list(@Mixin ProjectOption project, @Mixin DataOption data) {
        PrintWriter out = spec.commandLine().getOut();
        try (Records records = data.records()) {
            for (Keys.Key key : records.keys().of(project.name())) {
                out.println(String.join(
                        "\t",
                        key.id(),
                        key.hint() + "...",
                        key.scope().label(),
                        key.revokedAt()
                                .map(at -> "revoked " + at)
                                .orElse(key.lastUsedAt().map(at -> "used " + at).orElse("never used")),
                        key.name()));
            }
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Revokes a key: from the next request on it opens nothing.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Parameters(paramLabel = "ID", description = "As 'assay key list' shows it.") String id,
            @Mixin ProjectOption project,
            @Mixin DataOption data) {
        try (Records records = data.records()) {
            if (!records.keys().revoke(project.name(), id, Clock.systemUTC().instant())) {
                throw new StartException("project '" + project.name() + "' has no key '" + id
                        + "' that still opens something; 'assay key list' names all");
            }
        }
        return 0;
    }

    /** Which project a key is of. */
    static final class ProjectOption {

        @Option(
                names = "--project",
                paramLabel = "NAME",
                defaultValue = ProjectName.DEFAULT,
                description = "The project (default: ${DEFAULT-VALUE}).")
        private String project = ProjectName.DEFAULT;

        String name() {
            if (!ProjectName.isOne(project)) {
                throw new StartException("the project is '" + project
                        + "' (expected: 1 to 64 letters, digits, dots, underscores and hyphens)");
            }
            return project;
        }
    }
}
