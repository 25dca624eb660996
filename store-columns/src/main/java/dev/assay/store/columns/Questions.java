package dev.assay.store.columns;

import dev.assay.store.AskSql;
import dev.assay.store.ExportSpans;
import dev.assay.store.FindFacets;
import dev.assay.store.FindKeys;
import dev.assay.store.FindSessions;
import dev.assay.store.FindSpans;
import dev.assay.store.FindTraces;
import dev.assay.store.ReadSession;
import dev.assay.store.ReadStats;
import dev.assay.store.ReadTrace;

/** All that can be asked of the columns. */
record Questions(
        FindTraces findTraces,
        FindSpans findSpans,
        ReadTrace readTrace,
        FindSessions findSessions,
        ReadSession readSession,
        ReadStats readStats,
        FindFacets findFacets,
        FindKeys findKeys,
        ExportSpans exportSpans,
        AskSql askSql) {

    static Questions of(Readers readers, Reach reach, NestedCalls nested) {
        return new Questions(
                new FindTracesQuery(readers, reach),
                new FindSpansQuery(readers, reach),
                new ReadTraceQuery(readers),
                new FindSessionsQuery(readers, reach),
                new ReadSessionQuery(readers),
                new StatsQuery(readers, reach, nested),
                new FindFacetsQuery(readers, reach),
                new FindKeysQuery(readers),
                new ExportSpansQuery(readers, reach),
                new SqlQuestions(readers));
    }
}
