package dev.assay.store.memory;

import dev.assay.store.LogIns;
import dev.assay.store.Role;
import dev.assay.store.Users;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Users with their log-ins, because the ones end with the others. */
final class MemoryUsers implements Users {

    private final SortedMap<String, User> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final MemoryLogIns logIns = new MemoryLogIns();

    LogIns logIns() {
        return logIns;
    }

    @Override
    public synchronized boolean any() {
        return !byName.isEmpty();
    }

    @Override
    public synchronized List<User> all() {
        return List.copyOf(byName.values());
    }

    @Override
    public synchronized Optional<User> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public synchronized boolean add(User user) {
        Instant at = user.createdAt().truncatedTo(ChronoUnit.MICROS);
        return byName.putIfAbsent(user.name(), new User(user.name(), user.role(), user.password(), at)) == null;
    }

    @Override
    public synchronized boolean change(String name, Role role) {
        if (role != Role.ADMIN && isLastAdministrator(name)) {
            return false;
        }
        return byName.computeIfPresent(name, (_, old) -> new User(old.name(), role, old.password(), old.createdAt()))
                != null;
    }

    @Override
    public synchronized boolean changePassword(String name, String password) {
        return byName.computeIfPresent(name, (_, old) -> new User(old.name(), old.role(), password, old.createdAt()))
                != null;
    }

    @Override
    public synchronized boolean remove(String name) {
        if (isLastAdministrator(name) || byName.remove(name) == null) {
            return false;
        }
        logIns.removeOf(name);
        return true;
    }

    private boolean isLastAdministrator(String name) {
        return find(name).filter(user -> user.role() == Role.ADMIN).isPresent()
                && byName.values().stream()
                                .filter(user -> user.role() == Role.ADMIN)
                                .count()
                        == 1;
    }

    private final class MemoryLogIns implements LogIns {

        private record Held(LogIn logIn, ByteBuffer token, Optional<ByteBuffer> before) {}

        private final Map<String, Held> byId = new HashMap<>();

        @Override
        public synchronized void add(LogIn logIn, byte[] token) {
            byId.put(logIn.id(), new Held(logIn, copy(token), Optional.empty()));
        }

        @Override
        public synchronized Optional<Found> find(byte[] token) {
            ByteBuffer wanted = ByteBuffer.wrap(token);
            for (Held held : byId.values()) {
                boolean newest = held.token().equals(wanted);
                if (newest || held.before().filter(wanted::equals).isPresent()) {
                    return MemoryUsers.this
                            .find(held.logIn().user())
                            .map(user -> new Found(held.logIn(), user.role(), newest));
                }
            }
            return Optional.empty();
        }

        @Override
        public synchronized boolean rotate(String id, byte[] from, byte[] to, Instant at) {
            Held held = byId.get(id);
            if (held == null || !held.token().equals(ByteBuffer.wrap(from))) {
                return false;
            }
            LogIn rotated = new LogIn(id, held.logIn().user(), held.logIn().createdAt(), at);
            byId.put(id, new Held(rotated, copy(to), Optional.of(held.token())));
            return true;
        }

        @Override
        public synchronized void remove(String id) {
            byId.remove(id);
        }

        @Override
        public synchronized void removeOf(String user) {
            byId.values().removeIf(held -> held.logIn().user().equalsIgnoreCase(user));
        }

        @Override
        public synchronized void removeOlder(Instant created, Instant rotated) {
            byId.values()
                    .removeIf(held -> held.logIn().createdAt().isBefore(created)
                            || held.logIn().rotatedAt().isBefore(rotated));
        }

        private static ByteBuffer copy(byte[] token) {
            return ByteBuffer.wrap(token.clone());
        }
    }
}
