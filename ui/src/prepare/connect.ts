export interface Way {
  name: string;
  lines: string;
  says: string;
}

/**
 * The lines to copy that send traces to this project of the server which this page came from. Where senders need a key, it
 * says where the key goes; a key knows its project.
 */
export function connectLines(origin: string, project: string, needsKey: boolean): Way[] {
  const header = needsKey ? "Authorization=Bearer%20KEY" : project === "default" ? "" : `x-assay-project=${project}`;
  const to = project === "default" ? "" : ` --project ${project}`;
  const plain = `export OTEL_EXPORTER_OTLP_ENDPOINT=${origin}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
${header && `export OTEL_EXPORTER_OTLP_HEADERS=${header}\n`}export OTEL_SERVICE_NAME=my-app`;
  const env = (content: string) => `${plain}\nexport OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=${content}`;
  return [
    {
      name: "Python",
      lines: `pip install opentelemetry-distro opentelemetry-exporter-otlp
pip install opentelemetry-instrumentation-genai-openai
${env("SPAN_ONLY")}
opentelemetry-instrument python app.py`,
      says: "OpenInference, OpenLLMetry, Langfuse, LangSmith, Pydantic AI, MLflow and others are read as well: docs/clients has the lines for each.",
    },
    {
      name: "Node",
      lines: `npm install @opentelemetry/api
npm install @opentelemetry/auto-instrumentations-node
${env("true")}
node --require @opentelemetry/auto-instrumentations-node/register app.js`,
      says: "With the AI SDK, set experimental_telemetry: { isEnabled: true } on each call.",
    },
    {
      name: "Java",
      lines: `${env("true")}
java -javaagent:opentelemetry-javaagent.jar -jar app.jar`,
      says: "The agent instruments the OpenAI client; Spring AI and LangChain4j write spans through Micrometer or OpenTelemetry.",
    },
    {
      name: "Go, .NET, others",
      lines: plain,
      says: "Exporters of every language read these. In .NET, UseOpenTelemetry(configure: chat => chat.EnableSensitiveData = true) sends the texts; in Go, write the attributes of the GenAI convention on your spans.",
    },
    {
      name: "A file",
      lines: `./assay import FILE${to}`,
      says: "Reads what other tools exported. What is imported keeps its own time; choose all time to see it.",
    },
    {
      name: "Made-up data",
      lines: "./assay demo",
      says: "Starts a second server with traces to look around in.",
    },
  ];
}
