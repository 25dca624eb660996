package dev.assay.store;

/** All that the records hold of a project, beside what was deleted of it. */
public interface ProjectRecords {

    /** How much there is. */
    Count count(String project);

    /** Takes all of it out, and the project itself. */
    Count forget(String project);

    /**
     * @param sightings what was noticed about its clients
     * @param projects 1 where the project is there
     */
    record Count(long keys, long views, long settings, long sightings, long projects) {

        public static final Count NONE = new Count(0, 0, 0, 0, 0);

        public Count plus(Count more) {
            return new Count(
                    keys + more.keys,
                    views + more.views,
                    settings + more.settings,
                    sightings + more.sightings,
                    projects + more.projects);
        }

        public long sum() {
            return keys + views + settings + sightings + projects;
        }
    }
}
