package dev.assay.server.ingest.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What traces and logs have in common: resources, scopes, attributes and their values. */
final class CommonReader {

    /** Protobuf's own parser stops at a nesting of 100 messages: a value needs up to three a level, and the one of an event lies in six. */
    private static final int MAX_DEPTH = 31;

    private CommonReader() {}

    static Resource resource(Tokens in) {
        Resource.Builder resource = Resource.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "attributes" -> attributes(in, resource::addAttributes);
                    case "droppedAttributesCount" -> resource.setDroppedAttributesCount(in.int32());
                    default -> in.skip();
                }
            }
        }
        return resource.build();
    }

    static InstrumentationScope scope(Tokens in) {
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                switch (field) {
                    case "name" -> scope.setName(in.text());
                    case "version" -> scope.setVersion(in.text());
                    case "attributes" -> attributes(in, scope::addAttributes);
                    case "droppedAttributesCount" -> scope.setDroppedAttributesCount(in.int32());
                    default -> in.skip();
                }
            }
        }
        return scope.build();
    }

    static void attributes(Tokens in, Consumer<KeyValue> add) {
        keyValues(in, add, 0);
    }

    private static void keyValues(Tokens in, Consumer<KeyValue> add, int depth) {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            KeyValue.Builder pair = KeyValue.newBuilder();
            if (in.object()) {
                for (@Nullable String field = in.field(); field != null; field = in.field()) {
                    switch (field) {
                        case "key" -> pair.setKey(in.text());
                        case "value" -> pair.setValue(value(in, depth));
                        default -> in.skip();
                    }
                }
            }
            add.accept(pair.build());
        }
    }

    static AnyValue value(Tokens in) {
        return value(in, 0);
    }

    private static AnyValue value(Tokens in, int depth) {
        if (depth > MAX_DEPTH) {
            throw in.unexpected("values nested at most " + MAX_DEPTH + " deep");
        }
        if (!in.object()) {
            return AnyValue.getDefaultInstance();
        }
        AnyValue.Builder value = AnyValue.newBuilder();
        for (@Nullable String field = in.field(); field != null; field = in.field()) {
            if (in.isNull()) {
                continue;
            }
            switch (field) {
                case "stringValue" -> value.setStringValue(in.text());
                case "boolValue" -> value.setBoolValue(in.bool());
                case "intValue" -> value.setIntValue(in.int64());
                case "doubleValue" -> value.setDoubleValue(in.number());
                case "bytesValue" -> value.setBytesValue(in.base64());
                case "arrayValue" -> value.setArrayValue(array(in, depth));
                case "kvlistValue" -> value.setKvlistValue(list(in, depth));
                default -> in.skip();
            }
        }
        return value.build();
    }

    private static ArrayValue array(Tokens in, int depth) {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                if (field.equals("values") && in.array()) {
                    while (in.element()) {
                        array.addValues(value(in, depth + 1));
                    }
                } else {
                    in.skip();
                }
            }
        }
        return array.build();
    }

    private static KeyValueList list(Tokens in, int depth) {
        KeyValueList.Builder list = KeyValueList.newBuilder();
        if (in.object()) {
            for (@Nullable String field = in.field(); field != null; field = in.field()) {
                if (field.equals("values")) {
                    keyValues(in, list::addValues, depth + 1);
                } else {
                    in.skip();
                }
            }
        }
        return list.build();
    }
}
