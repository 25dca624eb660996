package consumer;

import dev.assay.structured.Structured;
import dev.assay.structured.json.LenientJson;
import dev.assay.structured.provider.Capabilities;
import dev.assay.structured.provider.Finish;
import dev.assay.structured.provider.Model;
import dev.assay.structured.provider.Reply;
import dev.assay.structured.provider.ReplyStream;
import dev.assay.structured.provider.Request;
import dev.assay.structured.provider.Usage;
import dev.assay.structured.schema.Describe;
import dev.assay.structured.schema.Min;
import java.util.List;
import tools.jackson.databind.node.MissingNode;

/** Asks a model of its own, which wraps its answer as models do, and reads a broken text. */
public final class Consumer {

    record Order(@Describe("what is bought") String item, @Min(1) int count) {}

    private static final class Clerk implements Model {
        @Override
        public String provider() {
            return "clerk";
        }

        @Override
        public String name() {
            return "clerk-1";
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.WORDS;
        }

        @Override
        public Reply send(Request request) {
            return new Reply(
                    "",
                    "clerk-1",
                    "Certainly!\n```json\n{\"item\": \"tea\", \"count\": 2,}\n```",
                    List.of(),
                    Finish.DONE,
                    "stop",
                    "",
                    Usage.UNKNOWN,
                    MissingNode.getInstance());
        }

        @Override
        public ReplyStream stream(Request request) {
            throw new UnsupportedOperationException("the clerk speaks in whole sentences");
        }
    }

    public static void main(String[] args) {
        Order order = Structured.with(new Clerk()).ask(Order.class, "Two teas, please").value();
        System.out.println(order + " " + LenientJson.parse("{total: 1.10}").json());
    }
}
