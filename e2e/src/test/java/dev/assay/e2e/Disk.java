package dev.assay.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where there can be too little room, and there can be again. */
interface Disk extends AutoCloseable {

    Path folder();

    /** From now on hardly anything more can be written. */
    void fill(AssayProcess server) throws IOException;

    /** There is room again. */
    void relieve(AssayProcess server) throws IOException;

    @Override
    void close() throws IOException;

    /** A small file system in memory, which takes root on Linux. */
    static Disk small(Path folder, int megabytes) throws IOException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
                "no small file system can be mounted here");
        return new Small(folder);
    }

    /** A limit of how large a file of the server may become, which takes nobody special; on Linux. */
    static Disk quota(Path folder) throws IOException {
        assumeTrue(run("prlimit", "--version"), "there is no prlimit here");
        return new Quota(folder);
    }

    static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().orTimeout(20, TimeUnit.SECONDS).join().exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    /** A file beside the data takes all the room but for half a megabyte. */
    record Small(Path folder) implements Disk {

        private static final int LEFT = 1 << 19;

        private Path ballast() {
            return folder.resolve("ballast");
        }

        @Override
        public void fill(AssayProcess server) throws IOException {
            try (OutputStream out = Files.newOutputStream(ballast())) {
                long bytes = Files.getFileStore(folder).getUsableSpace() - LEFT;
                out.write(new byte[Math.toIntExact(bytes)]);
            }
        }

        @Override
        public void relieve(AssayProcess server) throws IOException {
            Files.delete(ballast());
        }

        @Override
        public void close() {
            assertThat(run("umount", "-l", folder.toString())).isTrue();
        }

        /** @param how {@code ro} or {@code rw} */
        void remount(String how) {
            assertThat(run("mount", "-o", "remount," + how, folder.toString())).isTrue();
        }
    }

    /** No file may grow beyond a megabyte. */
    record Quota(Path folder) implements Disk {

        private static void limit(AssayProcess server, String bytes) {
            assertThat(run("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":"))
                    .isTrue();
        }

        @Override
        public void fill(AssayProcess server) {
            limit(server, "1048576");
        }

        @Override
        public void relieve(AssayProcess server) {
            limit(server, "unlimited");
        }

        @Override
        public void close() {
            // the limit ends with the process
        }
    }
}
