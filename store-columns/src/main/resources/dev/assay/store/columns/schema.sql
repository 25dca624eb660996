-- What machines say. No index and no key: DuckDB's are slow to write and have cost others their data; identity is
-- kept by the one writer. Texts lie apart from the narrow rows, so that a list never reads them.

CREATE TABLE projection (
    position BIGINT NOT NULL -- the journal entry up to which everything below is stored
);

INSERT INTO projection VALUES (0);

CREATE TABLE spans (
    project            VARCHAR      NOT NULL,
    trace_id           UUID         NOT NULL, -- the 16 bytes of the trace id
    span_id            BIGINT       NOT NULL, -- the 8 bytes of the span id, big-endian
    parent_span_id     BIGINT,
    head               BOOLEAN      NOT NULL, -- may stand for its trace in a list: a root, or the first span seen
    start_time         TIMESTAMP_NS NOT NULL, -- UTC
    end_time           TIMESTAMP_NS NOT NULL,
    name               VARCHAR      NOT NULL,
    kind               VARCHAR      NOT NULL,
    status             VARCHAR      NOT NULL,
    operation          VARCHAR,
    provider           VARCHAR,
    request_model      VARCHAR,
    response_model     VARCHAR,
    error_type         VARCHAR,
    error_message      VARCHAR,
    input_tokens       BIGINT,
    output_tokens      BIGINT,
    cache_read_tokens  BIGINT,
    cache_write_tokens BIGINT,
    reasoning_tokens   BIGINT,
    cost_usd           DOUBLE,
    finish_reasons     VARCHAR[],
    session_id         VARCHAR,
    user_id            VARCHAR,
    tags               VARCHAR[],
    prompt_name        VARCHAR,
    prompt_version     VARCHAR,
    service            VARCHAR,
    environment        VARCHAR,
    client_name        VARCHAR,
    client_version     VARCHAR,
    dialect            VARCHAR,
    response_id        VARCHAR,
    input_preview      VARCHAR USING COMPRESSION zstd,
    output_preview     VARCHAR USING COMPRESSION zstd,
    arrival            BIGINT, -- the position that was reached with it
    tells              INTEGER -- bits of the values that no span before it in its batch told of their trace
);

-- One row for each trace that settled. The values of its spans are one text with U+001F between them, and few are there twice.
CREATE TABLE traces (
    project            VARCHAR      NOT NULL,
    trace_id           UUID         NOT NULL,
    started            TIMESTAMP_NS NOT NULL, -- when its first root did, or its first span where none has come
    first_start        TIMESTAMP_NS NOT NULL, -- between these began all its spans
    last_start         TIMESTAMP_NS NOT NULL,
    ended              TIMESTAMP_NS NOT NULL, -- the latest end
    nanos              BIGINT       NOT NULL, -- from the first start to the latest end
    rooted             BOOLEAN      NOT NULL,
    failed             BOOLEAN      NOT NULL,
    input_tokens       BIGINT,                -- these are summed over inference leaves
    output_tokens      BIGINT,
    cache_read_tokens  BIGINT,
    cache_write_tokens BIGINT,
    reasoning_tokens   BIGINT,
    cost_usd           DOUBLE,
    session_id         VARCHAR,               -- the one that it belongs to
    names              VARCHAR,
    kinds              VARCHAR,
    statuses           VARCHAR,
    providers          VARCHAR,
    request_models     VARCHAR,
    response_models    VARCHAR,
    sessions           VARCHAR,
    users              VARCHAR,
    tags               VARCHAR,
    services           VARCHAR,
    environments       VARCHAR,
    arrivals           BIGINT[] -- of all its spans, each once; NULL where these are many, and of files of older formats
);

CREATE TABLE open_traces (
    project  VARCHAR NOT NULL, -- these have spans, but no row of their own yet
    trace_id UUID    NOT NULL,
    first_ns BIGINT  NOT NULL, -- between these lie their spans
    last_ns  BIGINT  NOT NULL
);

CREATE TABLE settled (
    position BIGINT NOT NULL -- all spans that arrived up to there are told of in traces and open_traces; no row: none
);

CREATE TABLE texts (
    project             VARCHAR      NOT NULL,
    trace_id            UUID         NOT NULL,
    span_id             BIGINT       NOT NULL,
    start_time          TIMESTAMP_NS NOT NULL,
    input               VARCHAR USING COMPRESSION zstd, -- JSON array of messages
    output              VARCHAR USING COMPRESSION zstd, -- JSON array of messages
    system_instructions VARCHAR USING COMPRESSION zstd, -- JSON array of parts
    tools               VARCHAR USING COMPRESSION zstd, -- JSON array
    metadata            VARCHAR USING COMPRESSION zstd, -- JSON object
    attributes          VARCHAR USING COMPRESSION zstd, -- JSON object
    arrival             BIGINT -- as in spans
);

-- Which words are where in the inputs and outputs, so that a search reads no others. Pieces follow each other without a gap.
CREATE TABLE word_pieces (
    block    BIGINT  NOT NULL, -- up to 20 pieces that share their words
    piece    INTEGER NOT NULL, -- from 0 on
    after    BIGINT  NOT NULL, -- the texts that arrived after this
    up_to    BIGINT  NOT NULL, -- and up to this
    first_ns BIGINT  NOT NULL, -- between these began their spans
    last_ns  BIGINT  NOT NULL,
    known    BOOLEAN NOT NULL  -- or it may have any word
);

CREATE TABLE words (
    block    BIGINT  NOT NULL,
    first_ns BIGINT  NOT NULL, -- of all its pieces
    last_ns  BIGINT  NOT NULL,
    words    VARCHAR NOT NULL USING COMPRESSION zstd -- a part of its words: each with four signs behind it that tell the pieces (WordSet)
);

CREATE TABLE contents (
    project       VARCHAR      NOT NULL,
    trace_id      UUID         NOT NULL,
    span_id       BIGINT       NOT NULL,
    time          TIMESTAMP_NS NOT NULL,
    direction     VARCHAR      NOT NULL, -- input or output
    index         INTEGER      NOT NULL, -- orders those of one time
    message       VARCHAR      NOT NULL USING COMPRESSION zstd, -- JSON array of one message
    finish_reason VARCHAR
);

CREATE TABLE scores (
    project           VARCHAR      NOT NULL,
    id                VARCHAR      NOT NULL,
    name              VARCHAR      NOT NULL,
    number_value      DOUBLE,  -- exactly one of the four values is set
    boolean_value     BOOLEAN,
    category_value    VARCHAR,
    text_value        VARCHAR,
    comment           VARCHAR,
    source            VARCHAR      NOT NULL,
    evaluator         VARCHAR,
    evaluator_version VARCHAR,
    trace_id          UUID,
    span_id           BIGINT,
    session_id        VARCHAR,
    time              TIMESTAMP_NS NOT NULL,
    response_id       VARCHAR -- where no span was named; trace_id is NULL until one with it has come
);

CREATE TABLE reach (
    project  VARCHAR NOT NULL,
    hour     BIGINT  NOT NULL, -- since 1970; traces that are wider than a minute have spans in it
    first_ns BIGINT  NOT NULL, -- between these lie all spans of those traces; the widest of an hour's rows counts
    last_ns  BIGINT  NOT NULL
);

CREATE TABLE nested (
    project  VARCHAR NOT NULL,
    position BIGINT  NOT NULL, -- all spans that arrived up to there were looked at
    first_ns BIGINT  NOT NULL, -- between these began all calls of a model that tell usage and have something below them
    last_ns  BIGINT  NOT NULL
);

CREATE TABLE format (
    version INTEGER NOT NULL
);

INSERT INTO format VALUES (5);
