package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JVM's own loader loads jnet's classes. It sees only the JDK's modules that are its own: a
 * class of another one, such as {@code java.sql}, is missing, but only when it is first used.
 */
class BootLoaderTest {
  private static final Path CLASSES = Path.of(System.getProperty("jnet.classes", "target/classes"));

  /** The launcher starts what answers HTTP requests without the JVM's own loader. */
  private static final String OTHERWISE_LOADED = "dev/jnet/exporter";

  /** What runs with jnet; the other jars on the class path are the tests'. */
  private static final List<String> LIBRARIES =
      List.of("avaje-", "dnsjava-", "slf4j-", "jline-terminal-", "jline-native-");

  /**
   * Names of classes in a class file's constant pool that stand there as classes (JVMS section
   * 4.4); arrays are left out.
   */
  private static Set<String> classesIn(byte[] file) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
    in.skipBytes(8);
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    List<Integer> classes = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      switch (in.readUnsignedByte()) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipBytes(2);
        case 15 -> in.skipBytes(3);
        case 5, 6 -> {
          in.skipBytes(8);
          i++;
        }
        default -> in.skipBytes(4);
      }
    }
    Set<String> names = new TreeSet<>();
    for (int index : classes) {
      if (!texts[index].startsWith("[")) {
        names.add(texts[index].replace('/', '.'));
      }
    }
    return names;
  }

  private static boolean isOfJdk(String name) {
    return name.matches("(java|javax|jdk|sun|com\\.sun\\.(?!jna)[a-z]+)\\..*");
  }

  private static boolean isVisible(String name) {
    try {
      return Class.forName(name, false, null) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void check(String name, byte[] file, Set<String> missing) throws IOException {
    for (String used : classesIn(file)) {
      if (isOfJdk(used) && !isVisible(used)) {
        missing.add(name + " uses " + used);
      }
    }
  }

  @Test
  void everyClassOfJdkThatWeUseIsVisible() throws IOException {
    Set<String> missing = new TreeSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(CLASSES.resolve("dev/jnet"))) {
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.startsWith(CLASSES.resolve(OTHERWISE_LOADED)))
              .toList();
    }
    assertTrue(files.size() > 500, "only " + files.size() + " classes in " + CLASSES);
    for (Path file : files) {
      check(CLASSES.relativize(file).toString(), Files.readAllBytes(file), missing);
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyClassOfJdkThatOurLibrariesUseIsVisible() throws IOException {
    Set<String> missing = new TreeSet<>();
    int jars = 0;
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String jar = Path.of(path).getFileName().toString();
      if (jar.endsWith(".jar") && LIBRARIES.stream().anyMatch(jar::startsWith)) {
        jars++;
        check(path, missing);
      }
    }
    assertTrue(jars >= LIBRARIES.size(), "only " + jars + " of our libraries");
    assertEquals(Set.of(), missing);
  }

  private static void check(String jar, Set<String> missing) throws IOException {
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        if (!entry.getName().matches("(META-INF|org/xbill/DNS/spi)/.*")) { // plug-ins of Java 8
          try (InputStream in = file.getInputStream(entry)) {
            check(entry.getName(), in.readAllBytes(), missing);
          }
        }
      }
    }
  }

  @Test
  void wouldMissJavaSql() {
    assertTrue(isVisible("java.util.List"));
    assertEquals(false, isVisible("java.sql.Timestamp"));
  }
}
