package dev.jnet.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is in {@code monitoring} for programs that no test can start: Grafana and Kubernetes. */
class MonitoringDocumentsTest {
  private static final Path FOLDER = Path.of("src/main/docs/monitoring");
  private static final Pattern METRIC = Pattern.compile("\\b(jnet|probe)_[a-z_]+");

  /** What Prometheus adds to the name of a counter, and to those of a histogram. */
  private static final Pattern SUFFIX = Pattern.compile("_(total|bucket|sum|count)$");

  private static Map<?, ?> document(String file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FOLDER.resolve(file)));
  }

  private static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(name -> SUFFIX.matcher(name).replaceFirst(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All metrics that the exporter has, by its sources. */
  private static Set<String> metricsOfExporter() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/jnet/exporter"))) {
      StringBuilder sources = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.append(Files.readString(file));
      }
      return metrics(sources.toString());
    }
  }

  @Test
  void dashboardShowsMetricsThatTheExporterHas() throws IOException {
    Map<?, ?> dashboard = document("dashboard.json");
    assertFalse(((List<?>) dashboard.get("panels")).isEmpty());
    String variables = dashboard.get("templating").toString();
    assertFalse(metrics(variables).isEmpty());
    assertTrue(metricsOfExporter().containsAll(metrics(variables)), variables);
    for (Object panel : (List<?>) dashboard.get("panels")) {
      for (Object target : (List<?>) ((Map<?, ?>) panel).get("targets")) {
        Set<String> shown = metrics(((Map<?, ?>) target).get("expr").toString());
        assertFalse(shown.isEmpty(), panel::toString);
        assertTrue(metricsOfExporter().containsAll(shown), shown::toString);
      }
    }
  }

  @Test
  void rulesAskForMetricsThatTheExporterHas() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (Object group : (List<?>) document("rules.yml").get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        asked.addAll(metrics(((Map<?, ?>) rule).get("expr").toString()));
      }
    }
    assertFalse(asked.isEmpty());
    assertTrue(metricsOfExporter().containsAll(asked), asked::toString);
  }

  private static Set<ValidationMessage> mistakesInDaemonSet(Map<?, ?> manifest) throws IOException {
    try (InputStream schema =
        MonitoringDocumentsTest.class.getResourceAsStream("daemonset.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(schema)
          .validate(new ObjectMapper().valueToTree(manifest));
    }
  }

  /** Kubernetes drops a field that it does not know, unless it is asked to be strict. */
  @Test
  void daemonSetHasOnlyFieldsThatKubernetesKnows() throws IOException {
    Map<?, ?> manifest = document("daemonset.yaml");
    assertEquals(Set.of(), mistakesInDaemonSet(manifest));
    Map<Object, Object> wrong = new LinkedHashMap<>(manifest);
    wrong.put("specs", wrong.remove("spec"));
    assertFalse(mistakesInDaemonSet(wrong).isEmpty());
  }

  @Test
  void daemonSetRunsTheExporterWithOneCapability() throws IOException {
    Map<?, ?> spec = (Map<?, ?>) document("daemonset.yaml").get("spec");
    Map<?, ?> pod = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
    Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
    assertEquals("exporter", ((List<?>) container.get("args")).get(0));
    assertEquals(
        Map.of(
            "privileged",
            false,
            "readOnlyRootFilesystem",
            true,
            "allowPrivilegeEscalation",
            false,
            "capabilities",
            Map.of("drop", List.of("ALL"), "add", List.of("NET_RAW"))),
        container.get("securityContext"));
    assertEquals(
        Map.of("runAsUser", 0, "runAsGroup", 0, "seccompProfile", Map.of("type", "RuntimeDefault")),
        pod.get("securityContext"));
    assertEquals(false, pod.get("automountServiceAccountToken"));
    Object port = ((Map<?, ?>) ((List<?>) container.get("ports")).get(0)).get("name");
    for (String probe : List.of("readinessProbe", "livenessProbe")) {
      Map<?, ?> page = (Map<?, ?>) ((Map<?, ?>) container.get(probe)).get("httpGet");
      assertEquals(port, page.get("port"));
    }
    Map<?, ?> labels =
        (Map<?, ?>) ((Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("metadata")).get("labels");
    assertEquals(((Map<?, ?>) spec.get("selector")).get("matchLabels"), labels);
  }
}
