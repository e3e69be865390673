package dev.jnet.report;

import dev.jnet.console.JsonHeading;
import dev.jnet.doctor.Remedy;
import dev.jnet.doctor.StepName;
import dev.jnet.doctor.Verdict;
import dev.jnet.finding.Certainty;
import dev.jnet.finding.Observation;
import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Remark;
import dev.jnet.mss.MssResult;
import dev.jnet.mtu.MtuResult;
import dev.jnet.report.arp.ArpDocument;
import dev.jnet.report.arp.ClaimsDocument;
import dev.jnet.report.arp.ReverseDocument;
import dev.jnet.report.arp.ScanDocument;
import dev.jnet.report.arp.WatchDocument;
import dev.jnet.report.doctor.DoctorDocument;
import dev.jnet.report.finding.SegmentFit;
import dev.jnet.report.handshake.HandshakeDocument;
import dev.jnet.report.handshake.HandshakeReportContent;
import dev.jnet.report.interfaces.InterfacesDocument;
import dev.jnet.report.kernel.KernelTcpDocument;
import dev.jnet.report.lab.LabsDocument;
import dev.jnet.report.mesh.HistoryDocument;
import dev.jnet.report.mesh.MeshDocument;
import dev.jnet.report.mss.MssDocument;
import dev.jnet.report.mtu.MtuDocument;
import dev.jnet.report.ping.PingDocument;
import dev.jnet.report.ping.PingEventDocument;
import dev.jnet.report.read.ReadDocument;
import dev.jnet.report.trace.TraceDocument;
import dev.jnet.report.trace.TraceWatchDocument;
import dev.jnet.report.walk.WalkDocument;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.TcpState;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.walk.Walk;
import dev.jnet.walk.conversation.ConversationResult;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Describes jnet's JSON documents in JSON Schema: the structure by the records from which the
 * documents are made, the meaning of each field by the table in {@code json-fields.md}.
 */
final class JsonSchemas {
  private static final Path FIELDS = Path.of("src/main/docs/json-fields.md");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (.+) \\|");
  private static final String JNET = "jnet";

  private static final Map<String, List<Class<?>>> DOCUMENTS = new LinkedHashMap<>();

  /** What a text can be, by the record and its component. */
  private static final Map<String, List<String>> WORDS = new TreeMap<>();

  static {
    DOCUMENTS.put("mtu", List.of(MtuDocument.class));
    DOCUMENTS.put("mss", List.of(MssDocument.class, KernelTcpDocument.class));
    DOCUMENTS.put("ping", List.of(PingDocument.class, PingEventDocument.class));
    DOCUMENTS.put("trace", List.of(TraceDocument.class, TraceWatchDocument.class));
    DOCUMENTS.put("handshake", List.of(HandshakeDocument.class, KernelTcpDocument.class));
    DOCUMENTS.put("walk", List.of(WalkDocument.class));
    DOCUMENTS.put(
        "arp",
        List.of(
            ArpDocument.class,
            ScanDocument.class,
            WatchDocument.class,
            ClaimsDocument.class,
            ReverseDocument.class));
    DOCUMENTS.put("interfaces", List.of(InterfacesDocument.class));
    DOCUMENTS.put("doctor", List.of(DoctorDocument.class));
    DOCUMENTS.put("read", List.of(ReadDocument.class));
    DOCUMENTS.put("mesh", List.of(MeshDocument.class, HistoryDocument.class));
    DOCUMENTS.put("lab", List.of(LabsDocument.class));

    words("MtuDocument.status", List.of("ok", "no-reply"));
    words("MtuDocument.confidence", words(MtuResult.Confidence.class), "at-least", "in-fragments");
    words("MtuDocument.Ignored.reason", words(MtuResult.Ignored.Why.class));
    words("MssDocument.status", words(MssResult.Status.class));
    words("MssDocument.verdict", words(SegmentFit.class));
    words("KernelTcpDocument.verdict", words(SegmentFit.class));
    words("HandshakeDocument.status", words(HandshakeResult.Status.class));
    words("HandshakeDocument.client", words(HandshakeReportContent.Client.class));
    words("HandshakeDocument.notes", words(Remark.class), "no-port-guard");
    words("HandshakeDocument.Segment.direction", List.of("out", "in"));
    words("HandshakeDocument.Segment.ours", words(TcpState.class));
    words("HandshakeDocument.Segment.theirs", words(TcpState.class));
    words("TraceDocument.status", words(TraceResult.Status.class));
    words("TraceDocument.confidence", words(MtuResult.Confidence.class));
    words("TraceDocument.HopDocument.lossKind", words(Hop.Loss.class));
    words("TraceDocument.AnswerDocument.kind", words(HopAnswer.Kind.class));
    words("TraceDocument.ChangeDocument.field", words(Change.Field.class));
    words("TraceWatchDocument.mode", List.of("watch"));
    words("TraceWatchDocument.HopDocument.lossKind", words(Hop.Loss.class));
    words("PingDocument.status", List.of("ok", "no-reply"));
    words("PingDocument.event", List.of("summary"));
    words("PingEventDocument.event", List.of("reply", "error", "refused"));
    words("FindingDocument.certainty", words(Certainty.Degree.class));
    words("FindingDocument.from", words(Certainty.Basis.class));
    words("FindingDocument.Evidence.sent", words(Observation.Sent.class));
    words("FindingDocument.Evidence.came", words(Observation.Came.class));
    words("DoctorDocument.verdict", words(Verdict.class));
    words("CauseDocument.certainty", words(Certainty.Degree.class));
    words(
        "CauseDocument.OneRemedy.place",
        Arrays.stream(Remedy.Place.values()).map(Remedy.Place::code).toList());
    words(
        "DoctorDocument.OneStep.step",
        Arrays.stream(StepName.values()).map(StepName::code).toList());
    words("DoctorDocument.OneStep.result", List.of("ok", "remark", "wrong", "unclear", "skipped"));
    words("ReadDocument.verdict", words(Verdict.class));
    words("ReadDocument.Reset.by", List.of("client", "server"));
    words("WalkDocument.status", words(Walk.Outcome.class));
    words("WalkDocument.Connection.course", words(ConversationResult.Course.class));
    words("WalkDocument.Connection.ending", words(Ending.class));
    words("WalkDocument.Connection.states", words(TcpState.class));
    words("WalkDocument.Segment.direction", List.of("out", "in"));
    words("WalkDocument.Segment.ours", words(TcpState.class));
    words("WalkDocument.Segment.theirs", words(TcpState.class));
    words("ArpDocument.mode", List.of("resolve"));
    words("ScanDocument.mode", List.of("scan"));
    words("ScanDocument.event", List.of("host", "done"));
    words("WatchDocument.mode", List.of("watch"));
    words("ClaimsDocument.mode", List.of("announce", "probe"));
    words("ReverseDocument.mode", List.of("reverse"));
    words("FailureDocument.status", List.of("error", "no-reply"));
  }

  private final Map<String, String> meanings = meanings();
  private final Map<String, Object> definitions = new TreeMap<>();

  private JsonSchemas() {}

  /** The schema of each command's documents by the command's name; {@code jnet} is that of all. */
  static Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    DOCUMENTS.forEach((command, documents) -> all.put(command, of(command, documents)));
    List<Class<?>> each = DOCUMENTS.values().stream().flatMap(List::stream).distinct().toList();
    all.put(JNET, of(JNET, each));
    return all;
  }

  /** The fields that no document has, though the table names them. */
  static List<String> unused() {
    JsonSchemas schemas = new JsonSchemas();
    List<String> used = new ArrayList<>(List.of("schema", "version", "time"));
    DOCUMENTS.values().forEach(list -> list.forEach(each -> collect(each, used)));
    collect(FailureDocument.class, used);
    return schemas.meanings.keySet().stream().filter(name -> !used.contains(name)).toList();
  }

  private static void collect(Class<?> record, List<String> used) {
    for (RecordComponent component : record.getRecordComponents()) {
      used.add(name(component));
      Class<?> type = component.getType();
      if (component.getGenericType() instanceof ParameterizedType list) {
        type = (Class<?>) list.getActualTypeArguments()[0];
      }
      if (type.isRecord()) {
        collect(type, used);
      }
    }
  }

  private static String of(String command, List<Class<?>> documents) {
    JsonSchemas schemas = new JsonSchemas();
    List<Object> any = new ArrayList<>();
    for (Class<?> document : documents) {
      any.add(schemas.reference(document));
    }
    any.add(schemas.reference(FailureDocument.class));
    for (Class<?> document : documents) {
      schemas.addHeading(document, command);
    }
    schemas.addHeading(FailureDocument.class, command);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", JNET.equals(command) ? "jnet --json" : "jnet " + command + " --json");
    schema.put("anyOf", any);
    schema.put("$defs", schemas.definitions);
    return Jsonb.builder().build().type(Object.class).toJsonPretty(schema) + "\n";
  }

  @SuppressWarnings("unchecked") // it was made here
  private void addHeading(Class<?> document, String command) {
    Map<String, Object> definition = (Map<String, Object>) definitions.get(title(document));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("schema", described("schema", Map.of("const", JsonHeading.SCHEMA)));
    properties.put("version", described("version", Map.of("type", "string")));
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("type", "string");
    time.put("format", "date-time");
    properties.put("time", described("time", time));
    properties.putAll((Map<String, Object>) definition.get("properties"));
    boolean one = !command.equals(JNET);
    properties.put(
        "command", described("command", one ? Map.of("const", command) : Map.of("type", "string")));
    definition.put("properties", properties);
    List<String> required = new ArrayList<>(List.of("schema", "version", "time"));
    required.addAll((List<String>) definition.get("required"));
    if (!document.equals(FailureDocument.class)) {
      required.add("command");
    }
    definition.put("required", required);
  }

  private Map<String, Object> reference(Class<?> record) {
    String title = title(record);
    if (!definitions.containsKey(title)) {
      definitions.put(title, Map.of());
      definitions.put(title, object(record));
    }
    return new LinkedHashMap<>(Map.of("$ref", "#/$defs/" + title));
  }

  private Map<String, Object> object(Class<?> record) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = name(component);
      properties.put(name, described(name, property(record, component)));
      if (component.getType().isPrimitive()) {
        required.add(name);
      }
    }
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", "object");
    definition.put("properties", properties);
    definition.put("required", required);
    definition.put("additionalProperties", false);
    return definition;
  }

  private Map<String, Object> property(Class<?> record, RecordComponent component) {
    List<String> words = WORDS.get(title(record) + "." + component.getName());
    if (component.getGenericType() instanceof ParameterizedType list) {
      Map<String, Object> items = type(list.getActualTypeArguments()[0], words);
      // a flow's silent hops have no address
      boolean gaps = record.equals(TraceDocument.BranchDocument.class);
      if (gaps && "string".equals(items.get("type"))) {
        items.put("type", List.of("string", "null"));
      }
      Map<String, Object> array = new LinkedHashMap<>();
      array.put("type", "array");
      array.put("items", items);
      return array;
    }
    return type(component.getType(), words);
  }

  private Map<String, Object> type(Type type, List<String> words) {
    Class<?> of = (Class<?>) type;
    if (of.isRecord()) {
      return reference(of);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    String word = of.getSimpleName().toLowerCase(Locale.ROOT);
    schema.put(
        "type",
        switch (word) {
          case "int", "long" -> "integer";
          case "double" -> "number";
          default -> word;
        });
    if (words != null) {
      schema.put("enum", words);
    }
    return schema;
  }

  private Map<String, Object> described(String name, Map<String, Object> property) {
    String meaning = meanings.get(name);
    if (meaning == null) {
      throw new IllegalStateException(FIELDS + " does not say what " + name + " is");
    }
    Map<String, Object> described = new LinkedHashMap<>(property);
    described.put("description", meaning);
    return described;
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new TreeMap<>();
    try (Stream<String> lines = Files.lines(FIELDS)) {
      for (String line : lines.toList()) {
        Matcher row = ROW.matcher(line);
        if (row.matches() && meanings.put(row.group(1), row.group(2)) != null) {
          throw new IllegalStateException(row.group(1) + " is explained twice");
        }
      }
      return meanings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(RecordComponent component) {
    String name = component.getName();
    return name.equals("interfaceName") ? "interface" : name;
  }

  private static String title(Class<?> record) {
    Class<?> outer = record.getEnclosingClass();
    return outer == null
        ? record.getSimpleName()
        : outer.getSimpleName() + "." + record.getSimpleName();
  }

  private static <E extends Enum<E>> List<String> words(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(JsonValues::word).toList();
  }

  private static void words(String component, List<String> words, String... more) {
    WORDS.put(component, Stream.concat(words.stream(), Arrays.stream(more)).toList());
  }
}
