package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcap4j.core.NativeMappings;
import org.pcap4j.core.PcapHandle;

/**
 * What pcap4j calls on jnet's behalf is there: two of its classes are replaced by smaller ones of
 * jnet's, and the JVM would say so only when it gets there.
 */
class ReplacedPcap4jTest {
  private static final String REPLACED = NativeMappings.class.getName();

  private static Path of(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  @Test
  void everyFunctionThatJnetMayReachIsThere() throws ClassNotFoundException, IOException {
    Path jar = of(PcapHandle.class);
    assertTrue(jar.toString().endsWith(".jar"), jar.toString());
    assertEquals(of(LibPcap.class), of(NativeMappings.class));
    JavaClasses pcap4j;
    try (JarFile file = new JarFile(jar.toFile())) {
      pcap4j = new ClassFileImporter().importJar(file);
    }
    Set<String> reached = new TreeSet<>();
    Set<String> missing = new TreeSet<>();
    Deque<JavaCodeUnit> open = called(pcap4j);
    Set<JavaCodeUnit> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      for (JavaCall<?> call : open.pop().getCallsFromSelf()) {
        JavaClass owner = call.getTargetOwner();
        String name = call.getTarget().getName();
        if (owner.getName().startsWith(REPLACED)) {
          reached.add(name);
          if (!has(owner, name, call.getTarget().getRawParameterTypes())) {
            missing.add(name);
          }
        } else if (owner.getName().startsWith("org.pcap4j.core.Pcap")) {
          call.getTarget().resolveMember().filter(seen::add).ifPresent(open::add);
        }
      }
    }
    // only where an offline capture is read, or on Windows
    missing.removeAll(Set.of("win_pcap_stats_ex", "pcap_set_rfmon"));
    assertEquals(Set.of(), missing, () -> "reached: " + reached);
    assertTrue(reached.contains("pcap_activate"), reached::toString);
    assertTrue(reached.contains("pcap_sendpacket"), reached::toString);
  }

  /** The methods of pcap4j's that jnet calls itself. */
  private static Deque<JavaCodeUnit> called(JavaClasses pcap4j) {
    Deque<JavaCodeUnit> units = new ArrayDeque<>();
    for (JavaClass ours : new ClassFileImporter().importPath(of(LibPcap.class))) {
      for (var access : ours.getCodeUnitCallsFromSelf()) {
        String owner = access.getTargetOwner().getName();
        if (ours.getName().startsWith("dev.jnet") && pcap4j.contain(owner)) {
          for (JavaCodeUnit unit : pcap4j.get(owner).getCodeUnits()) {
            if (unit.getName().equals(access.getTarget().getName())) {
              units.add(unit);
            }
          }
        }
      }
    }
    return units;
  }

  private static boolean has(JavaClass owner, String name, List<JavaClass> parameters)
      throws ClassNotFoundException {
    List<String> wanted = parameters.stream().map(JavaClass::getName).toList();
    Class<?> type = Class.forName(owner.getName());
    return Stream.concat(
            Arrays.stream(type.getDeclaredMethods()).filter(each -> each.getName().equals(name)),
            Arrays.stream(type.getDeclaredConstructors()).filter(each -> name.equals("<init>")))
        .filter(each -> !Modifier.isPrivate(each.getModifiers()))
        .anyMatch(
            each ->
                Arrays.stream(each.getParameterTypes())
                    .map(Class::getName)
                    .toList()
                    .equals(wanted));
  }
}
