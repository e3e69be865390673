package dev.jnet.command.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.testnet.Outcome;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON document of {@code jnet doctor} about one target. */
record DoctorAnswer(Outcome outcome, Map<String, Object> document) {
  private static final Jsonb JSON = Jsonb.builder().build();

  static DoctorAnswer of(Outcome outcome) {
    if (!outcome.out().startsWith("{")) {
      throw new AssertionError(outcome.toString());
    }
    return new DoctorAnswer(outcome, JSON.type(Object.class).map().fromJson(outcome.out()));
  }

  int exit() {
    return outcome.exit();
  }

  String verdict() {
    return (String) document.get("verdict");
  }

  /** How long the slowest step took, in ms. */
  double slowestStep() {
    return list(document, "steps").stream()
        .mapToDouble(each -> each.get("elapsedMs") instanceof Number ms ? ms.doubleValue() : 0)
        .max()
        .orElse(0);
  }

  /** How long all steps took together, in ms. */
  double elapsed() {
    return ((Number) document.get("elapsedMs")).doubleValue();
  }

  /** The verdict in one sentence. */
  String text() {
    return (String) document.get("text");
  }

  /** The codes of the causes, in their order. */
  List<String> causes() {
    return codes("causes");
  }

  /** The codes of the remarks, in their order. */
  List<String> remarks() {
    return codes("remarks");
  }

  private List<String> codes(String of) {
    return list(document, of).stream().map(each -> (String) each.get("code")).toList();
  }

  /**
   * The commands that mend a cause.
   *
   * @param index which cause, from 0 on
   * @param place where they have to be typed
   */
  List<String> mending(int index, String place) {
    return ofRemedies(index, place, "commands");
  }

  /** The commands that take back what mends a cause at a place. */
  List<String> undoing(int index, String place) {
    return ofRemedies(index, place, "undo");
  }

  private List<String> ofRemedies(int index, String place, String field) {
    List<String> commands = new ArrayList<>();
    for (Map<String, Object> remedy : list(list(document, "causes").get(index), "remedies")) {
      if (remedy.get("place").equals(place) && remedy.get("mends").equals(true)) {
        ((List<?>) remedy.get(field)).forEach(each -> commands.add((String) each));
      }
    }
    return commands;
  }

  DoctorAnswer assertVerdict(String verdict, int exit) {
    assertEquals(verdict, verdict(), this::toString);
    assertEquals(exit, exit(), this::toString);
    return this;
  }

  DoctorAnswer assertCauses(String... codes) {
    assertEquals(List.of(codes), causes(), this::toString);
    return this;
  }

  DoctorAnswer assertRemarks(List<String> codes) {
    assertEquals(codes, remarks(), this::toString);
    return this;
  }

  DoctorAnswer assertCertainty(String certainty) {
    assertEquals(certainty, list(document, "causes").get(0).get("certainty"), this::toString);
    return this;
  }

  /** Checks the hop behind which a cause is. */
  DoctorAnswer assertHop(int index, int hop) {
    Map<?, ?> where = (Map<?, ?>) list(document, "causes").get(index).get("where");
    assertEquals(hop, ((Number) where.get("hop")).intValue(), this::toString);
    return this;
  }

  /** Checks the places of the first cause's remedies. */
  DoctorAnswer assertRemedies(String... places) {
    List<Object> found = new ArrayList<>();
    list(list(document, "causes").get(0), "remedies").forEach(each -> found.add(each.get("place")));
    assertEquals(List.of(places), found, this::toString);
    return this;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
    return (List<Map<String, Object>>) of.getOrDefault(name, List.of());
  }

  @Override
  public String toString() {
    return outcome.toString();
  }
}
