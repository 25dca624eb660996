package dev.assay.server.app;

import dev.assay.server.access.NewUser;
import dev.assay.store.Records;
import dev.assay.store.Role;
import dev.assay.store.Users;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay user}: the accounts of a data folder, whether a server runs on it or not. */
@Command(
        name = "user",
        description = "Makes and changes accounts. With the first one, everything needs a log-in or a key.",
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {

    private final Secret secret;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    UserCommand() {
        this(Secret.typed(System.in));
    }

    UserCommand(Secret secret) {
        this.secret = secret;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
    }

    @Command(
            name = "add",
            description = "Makes an account. The password is asked for, or is the first line of standard input.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "viewer",
                            description = "viewer, reviewer, editor or admin (default: ${DEFAULT-VALUE}).")
                    String role,
            @Mixin DataOption data) {
        try (Records records = data.records()) {
            Users users = records.users();
            if (users.find(name).isPresent()) {
                throw new StartException("there is an account '" + name + "' already");
            }
            if (!users.any() && checked(() -> NewUser.role(role)) != Role.ADMIN) {
                throw new StartException("the first account is a " + role
                        + "'s (expected: --role admin, because with it everything else is " + "locked)");
            }
            Users.User user = checked(() -> NewUser.of(
                    name, role, secret.ask("password"), Clock.systemUTC().instant()));
            if (!users.add(user)) {
                throw new StartException("there is an account '" + name + "' already");
            }
            return say("Made the account " + user + ".");
        }
    }

    @Command(name = "list", description = "Lists the accounts.", mixinStandardHelpOptions = true)
    int list(@Mixin DataOption data) {
        try (Records records = data.records()) {
            List<Users.User> all = records.users().all();
            PrintWriter out = spec.commandLine().getOut();
            all.forEach(user -> out.println(user.name() + "\t" + user.role().label() + "\t" + user.createdAt()));
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "password",
            description = "Sets the password of an account, and ends its log-ins.",
            mixinStandardHelpOptions = true)
    int password(@Parameters(paramLabel = "NAME") String name, @Mixin DataOption data) {
        try (Records records = data.records()) {
            Users.User user = existing(records, name);
            records.users().changePassword(user.name(), checked(() -> NewUser.hash(secret.ask("new password"))));
            records.logIns().removeOf(user.name());
            return say("Set the password of '" + user.name() + "'; who was logged in is not any more.");
        }
    }

    @Command(name = "role", description = "Gives an account another role.", mixinStandardHelpOptions = true)
    int role(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE", description = "viewer, reviewer, editor or admin.") String role,
            @Mixin DataOption data) {
        try (Records records = data.records()) {
            Users.User user = existing(records, name);
            if (!records.users().change(user.name(), checked(() -> NewUser.role(role)))) {
                throw lastAdministrator(user);
            }
            return say("'" + user.name() + "' is " + role + " now.");
        }
    }

    @Command(name = "remove", description = "Removes an account.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name, @Mixin DataOption data) {
        try (Records records = data.records()) {
            Users.User user = existing(records, name);
            if (!records.users().remove(user.name())) {
                throw lastAdministrator(user);
            }
            return say("Removed the account '" + user.name() + "'.");
        }
    }

    private int say(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static Users.User existing(Records records, String name) {
        return records.users()
                .find(name)
                .orElseThrow(
                        () -> new StartException("there is no account '" + name + "'; 'assay user list' names all"));
    }

    private static StartException lastAdministrator(Users.User user) {
        return new StartException("'" + user.name() + "' is the last administrator (expected: another one first)");
    }

    private static <T> T checked(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
