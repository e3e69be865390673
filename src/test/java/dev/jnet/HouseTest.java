package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.jnet.app.Main;
import dev.jnet.finding.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of rooms, as {@code src/main/docs/architecture.md} has it, against the classes.
 */
class HouseTest {
  private static final String HOUSE = "dev.jnet.";

  /** Of a method or constructor; a record may have more components. */
  private static final int MAX_PARAMETERS = 5;

  /** Any room may count in these. */
  private static final String UNITS = "unit";

  /** One room for each question that jnet answers. */
  private static final Set<String> QUESTIONS =
      Set.of("mtu", "mss", "handshake", "mesh", "neighbor", "ping", "trace", "walk");

  /** What the questions may know besides themselves: none of them knows another. */
  private static final Set<String> BELOW_QUESTIONS = Set.of("tcp", "probe", "link", "wire");

  private static final Set<String> BELOW_FINDING =
      with(QUESTIONS, "capture", "tcp", "probe", "link", "host", "wire");

  private static final Set<String> BELOW_DOCTOR = with(BELOW_FINDING, "finding");
  private static final Set<String> BELOW_REPORT = with(BELOW_DOCTOR, "doctor");

  private static final Set<String> BELOW_CONSOLE = with(BELOW_REPORT, "report");
  private static final Set<String> BELOW_OPTIONS = with(BELOW_CONSOLE, "console");
  private static final Set<String> BELOW_NETWORK = with(BELOW_OPTIONS, "options", "lab");
  private static final Set<String> BELOW_BATCH = with(BELOW_NETWORK, "network");
  private static final Set<String> BELOW_EXPORTER = with(BELOW_BATCH, "batch");
  private static final Set<String> BELOW_COMMAND = with(BELOW_EXPORTER, "exporter");

  /** What each room may know besides itself; {@link #QUESTIONS} have a line in common. */
  private static final Map<String, Set<String>> KNOWS =
      Map.ofEntries(
          Map.entry(UNITS, Set.of()),
          Map.entry("wire", Set.of()),
          Map.entry("host", Set.of("wire")),
          Map.entry("link", Set.of("wire", "host")),
          Map.entry("lab", Set.of("tcp", "link", "wire")),
          Map.entry("probe", Set.of("link", "wire")),
          Map.entry("tcp", Set.of("wire")),
          Map.entry("QUESTION", BELOW_QUESTIONS),
          Map.entry("capture", Set.of("tcp", "wire")),
          Map.entry("finding", BELOW_FINDING),
          Map.entry("doctor", BELOW_DOCTOR),
          Map.entry("report", BELOW_REPORT),
          Map.entry("console", BELOW_CONSOLE),
          Map.entry("options", BELOW_OPTIONS),
          Map.entry("network", BELOW_NETWORK),
          Map.entry("batch", BELOW_BATCH),
          Map.entry("exporter", BELOW_EXPORTER),
          Map.entry("command", BELOW_COMMAND),
          Map.entry("app", with(BELOW_COMMAND, "command")));

  /** Rooms with a folder for each command, none of which knows another. */
  private static final Set<String> PARTED = Set.of("command", "report");

  /** A folder that all others of its room may use, but not the room itself. */
  private static final String SHARED = HOUSE + "report.finding";

  /** The packages of rooms that are divided further, and which of the same room each may know. */
  private static final Map<String, Set<String>> KNOWS_INSIDE =
      Map.ofEntries(
          Map.entry("exporter", Set.of()),
          Map.entry("exporter.module", Set.of("exporter")),
          Map.entry("exporter.web", Set.of("exporter")),
          Map.entry("host", Set.of()),
          Map.entry("host.folder", Set.of("host")),
          Map.entry("host.name", Set.of("host", "host.privilege")),
          Map.entry("host.privilege", Set.of("host")),
          Map.entry("lab", Set.of("lab.server")),
          Map.entry("lab.server", Set.of()),
          Map.entry("link", Set.of()),
          Map.entry("link.file", Set.of("link")),
          Map.entry("link.pcap", Set.of("link")),
          Map.entry("link.witness", Set.of("link")),
          Map.entry("mtu", Set.of()),
          Map.entry("mtu.plan", Set.of("mtu", "mtu.segment")),
          Map.entry("mtu.segment", Set.of("mtu")),
          Map.entry("mesh", Set.of()),
          Map.entry("mesh.bus", Set.of()),
          Map.entry("network", Set.of("network.decoration")),
          Map.entry("network.decoration", Set.of()),
          Map.entry("options", Set.of()),
          Map.entry("options.habit", Set.of("options")),
          Map.entry("walk.url", Set.of()),
          Map.entry("walk.conversation", Set.of()),
          Map.entry("walk.dns", Set.of("walk.conversation")),
          Map.entry("walk.http", Set.of("walk.conversation", "walk.url")),
          Map.entry("walk.greeting", Set.of("walk.conversation", "walk.url")),
          Map.entry("walk.tls", Set.of("walk.conversation", "walk.url")));

  /** What is said about a link, as against what sends and captures. */
  private static final Set<String> LINK_VALUES =
      Set.of("dev.jnet.link.FirstHop", "dev.jnet.link.Frame", "dev.jnet.link.LinkType");

  /** Libraries that only some rooms may know. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.sun.jna.", Set.of("link", "host")),
          Map.entry("picocli.", Set.of("options", "app")),
          Map.entry("org.tomlj.", Set.of("options")),
          Map.entry("org.jline.", Set.of("console")),
          Map.entry("org.xbill.", Set.of("walk", "lab")),
          Map.entry("io.avaje.", Set.of("report", "batch", "mesh")),
          Map.entry("io.nats.", Set.of("mesh")),
          Map.entry("io.prometheus.", Set.of("exporter", "report")),
          Map.entry("org.bouncycastle.", Set.of("exporter")),
          Map.entry("org.snakeyaml.", Set.of("exporter")),
          Map.entry("com.sun.net.httpserver.", Set.of("exporter")));

  /** Rooms of pure state machines and formats: time and frames are what they are given. */
  private static final Set<String> TIMELESS =
      with(QUESTIONS, "capture", "tcp", "wire", "lab", "finding", "doctor", "report");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.time.Instant.now",
          "java.lang.Thread.sleep",
          "java.lang.Thread.start",
          "java.util.concurrent.locks.LockSupport.parkNanos");

  /**
   * All of jnet but what the JSON mapper's processor writes. Tests lie in another folder, whose
   * name differs from build to build.
   */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/jsonb/Generated"))
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation())
          .that(JavaClass.Predicates.resideInAPackage("dev.jnet.."));

  @Test
  void roomsKnowOnlyWhatTheTableSays() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String room = room(type.getPackageName());
      Set<String> known = KNOWS.get(QUESTIONS.contains(room) ? "QUESTION" : room);
      if (known == null) {
        violations.add(type.getName() + " is in a room that the table does not have");
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        if (target.startsWith(HOUSE)
            && !room(target).equals(room)
            && !room(target).equals(UNITS)
            && !known.contains(room(target))) {
          violations.add(
              room + " must not know " + room(target) + ": " + dependency.getDescription());
        }
      }
    }
    assertTrue(CLASSES.size() > 0);
    assertNone(violations);
  }

  @Test
  void noCommandKnowsAnotherAndNoReportDoes() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String own = type.getPackageName();
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        boolean shared = target.equals(SHARED) && !own.equals(HOUSE + "report");
        boolean siblings =
            PARTED.contains(room(own))
                && room(target).equals(room(own))
                && !shared
                && !own.startsWith(target)
                && !target.equals(own);
        if (siblings) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertNone(violations);
  }

  @Test
  void dividedRoomsHaveNoCircles() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String own = inside(type.getPackageName());
      Set<String> known = KNOWS_INSIDE.get(own);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = inside(dependency.getTargetClass().getPackageName());
        boolean sameRoom = room(HOUSE + target).equals(room(HOUSE + own));
        if (known != null && sameRoom && !target.equals(own) && !known.contains(target)) {
          violations.add(dependency.getDescription());
        }
      }
    }
    assertNone(violations);
  }

  @Test
  void dividedRoomsAreInTheTable() {
    Set<String> divided = new TreeSet<>();
    KNOWS_INSIDE.keySet().forEach(each -> divided.add(room(HOUSE + each)));
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String own = inside(type.getPackageName());
      boolean isDivision = own.indexOf('.') >= 0 && divided.contains(room(HOUSE + own));
      if (isDivision && !KNOWS_INSIDE.containsKey(own)) {
        missing.add(own);
      }
    }
    assertNone(missing);
  }

  @Test
  void diagnosesAndReportsKnowLinksByDescriptionOnly() {
    Set<String> violations = new TreeSet<>();
    Set<String> rooms = with(QUESTIONS, "finding", "report");
    for (JavaClass type : CLASSES) {
      if (rooms.contains(room(type.getPackageName()))) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass();
          if (room(target.getPackageName()).equals("link")
              && !LINK_VALUES.contains(target.getName())) {
            violations.add(dependency.getDescription());
          }
        }
      }
    }
    assertNone(violations);
  }

  /** What is said about a measurement is a finding's, and has evidence: nobody else concludes. */
  @Test
  void onlyTheRoomOfFindingsDrawsConclusions() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!room(type.getPackageName()).equals("finding")) {
        type.getConstructorCallsFromSelf().stream()
            .filter(call -> call.getTargetOwner().isAssignableTo(Finding.class))
            .forEach(call -> violations.add(call.getDescription()));
      }
    }
    assertNone(violations);
  }

  @Test
  void librariesStayInTheirRooms() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getName();
        for (Map.Entry<String, Set<String>> library : LIBRARIES.entrySet()) {
          if (target.startsWith(library.getKey())
              && !library.getValue().contains(room(type.getPackageName()))) {
            violations.add(dependency.getDescription());
          }
        }
      }
    }
    assertNone(violations);
  }

  @Test
  void stateMachinesHaveNoClockAndNoThread() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String room = room(type.getPackageName());
      if (!TIMELESS.contains(room)) {
        continue;
      }
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        String target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
        if (CLOCKS.contains(target)) {
          violations.add(access.getDescription());
        }
      }
    }
    assertNone(violations);
  }

  /** The room that a package belongs to; nothing for one that is not of this house. */
  private static String room(String packageName) {
    String inside = inside(packageName);
    int dot = inside.indexOf('.');
    return dot < 0 ? inside : inside.substring(0, dot);
  }

  /** A package's name within this house; nothing for one that is not of it. */
  private static String inside(String packageName) {
    return packageName.startsWith(HOUSE) ? packageName.substring(HOUSE.length()) : "";
  }

  private static Set<String> with(Set<String> rooms, String... more) {
    Set<String> all = new TreeSet<>(rooms);
    all.addAll(List.of(more));
    return all;
  }

  private static void assertNone(Set<String> violations) {
    assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
  }

  /** Names in a list tell less, the longer it is: what belongs together becomes a type. */
  @Test
  void noMethodTakesMoreThanFiveParameters() {
    List<String> longer =
        CLASSES.stream()
            .flatMap(each -> each.getCodeUnits().stream())
            .filter(unit -> !unit.getName().startsWith("lambda$") && !isCanonical(unit))
            .filter(unit -> written(unit) > MAX_PARAMETERS)
            .map(JavaCodeUnit::getFullName)
            .sorted()
            .toList();
    assertEquals(List.of(), longer);
  }

  @Test
  void noTwoClassesShareAName() {
    Map<String, List<String>> rooms =
        CLASSES.stream()
            .filter(each -> each.isTopLevelClass() && isWritten(each))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
    rooms.values().removeIf(each -> each.size() == 1);
    assertEquals(Map.of(), rooms);
  }

  /**
   * Whether a source file holds the class. The JSON mapper's processor makes others, and a class
   * that was renamed may still lie in the folder of an earlier build.
   */
  private static boolean isWritten(JavaClass type) {
    Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    return Files.exists(source) && !type.getSimpleName().equals("package-info");
  }

  private static boolean isCanonical(JavaCodeUnit unit) {
    return unit.isConstructor() && unit.getOwner().isRecord();
  }

  /** The parameters that stand in the source: the compiler adds two to an enum's constructor. */
  private static int written(JavaCodeUnit unit) {
    boolean ofEnum = unit.isConstructor() && unit.getOwner().isEnum();
    return unit.getRawParameterTypes().size() - (ofEnum ? 2 : 0);
  }
}
