package dev.assay.bench;

/** {@code --name value} pairs. */
final class Arguments {

    private Arguments() {}

    static String text(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }

    static int number(String[] args, String name, int otherwise) {
        return Integer.parseInt(text(args, name, Integer.toString(otherwise)));
    }
}
