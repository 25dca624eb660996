package dev.assay.server.web;

import java.util.regex.Pattern;

/** The name of a project, as a request gives it. */
public final class ProjectName {

    /** Where a request names none. */
    public static final String DEFAULT = "default";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private ProjectName() {}

    /** Whether a project may have the name. */
    public static boolean isOne(String name) {
        return FORM.matcher(name).matches();
    }

    /** Of a project that is not there, or is not the caller's to see: nobody can tell the one from the other. */
    public static ProblemException unknown(String name) {
        return ProblemException.notFound("there is no project '" + name + "'; the first span sent to it makes it");
    }

    /** @throws ProblemException with 400 where the name is not allowed */
    public static String checked(String name) {
        if (!isOne(name)) {
            throw ProblemException.badRequest(
                    "the project is '" + name + "' (expected: 1 to 64 letters, digits, dots, underscores and hyphens)");
        }
        return name;
    }
}
