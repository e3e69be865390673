package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of rooms, as the README's architecture section has it, against the classes. */
class HouseTest {
  private static final String HOUSE = "dev.jnet.";

  /** One room for each question that jnet answers. */
  private static final Set<String> QUESTIONS =
      Set.of("mtu", "mss", "handshake", "neighbor", "ping", "trace", "walk");

  /** What each room may know besides itself; {@link #QUESTIONS} have a line in common. */
  private static final Map<String, Set<String>> KNOWS =
      Map.of(
          "wire", Set.of(),
          "host", Set.of("wire"),
          "link", Set.of("wire", "host"),
          "lab", Set.of("tcp", "link", "wire"),
          "probe", Set.of("link", "wire"),
          "tcp", Set.of("wire"),
          "QUESTION", Set.of("tcp", "probe", "link", "wire"),
          "report", with(QUESTIONS, "tcp", "probe", "link", "host", "wire"),
          "cli", with(QUESTIONS, "report", "tcp", "probe", "lab", "link", "host", "wire"));

  /** What is said about a link, as against what sends and captures. */
  private static final Set<String> LINK_VALUES =
      Set.of("dev.jnet.link.FirstHop", "dev.jnet.link.Frame", "dev.jnet.link.LinkType");

  /** Libraries that only some rooms may know. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "org.pcap4j.", Set.of("link"),
          "com.sun.jna.", Set.of("link", "host"),
          "picocli.", Set.of("cli"),
          "org.jline.", Set.of("cli"),
          "org.xbill.", Set.of("walk", "lab"),
          "io.avaje.", Set.of("report", "cli"));

  /** Rooms of pure state machines and formats: time and frames are what they are given. */
  private static final Set<String> TIMELESS = with(QUESTIONS, "tcp", "wire", "lab", "report");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.time.Instant.now",
          "java.lang.Thread.sleep",
          "java.lang.Thread.start",
          "java.util.concurrent.locks.LockSupport.parkNanos");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.jnet");

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
  void diagnosesAndReportsKnowLinksByDescriptionOnly() {
    Set<String> violations = new TreeSet<>();
    Set<String> rooms = with(QUESTIONS, "report");
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

  @Test
  void eachPackageTellsItsPartOfTheStory() throws IOException {
    Map<Path, Boolean> told = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Path info = file.resolveSibling("package-info.java");
        told.put(info, Files.exists(info) && Files.readString(info).startsWith("/**"));
      }
    }
    assertFalse(told.isEmpty());
    told.values().removeIf(there -> there);
    assertEquals(Map.of(), told, "missing, or without a word about its package");
  }

  /** The room that a package belongs to; nothing for one that is not of this house. */
  private static String room(String packageName) {
    String inside = packageName.startsWith(HOUSE) ? packageName.substring(HOUSE.length()) : "";
    int dot = inside.indexOf('.');
    return dot < 0 ? inside : inside.substring(0, dot);
  }

  private static Set<String> with(Set<String> rooms, String... more) {
    Set<String> all = new TreeSet<>(rooms);
    all.addAll(List.of(more));
    return all;
  }

  private static void assertNone(Set<String> violations) {
    assertTrue(violations.isEmpty(), () -> String.join("\n", violations));
  }
}
