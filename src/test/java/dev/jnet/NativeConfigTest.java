package dev.jnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.NativeMapped;
import com.sun.jna.Structure;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.avaje.jsonb.Jsonb;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code native-config} names is there, and what has to be named is named: GraalVM itself
 * would say neither before the binary runs.
 */
class NativeConfigTest {
  private static final Path FILE = Path.of("native-config/reachability-metadata.json");

  /** By what JNA knows the classes that it looks into. */
  private static final List<Class<?>> MAPPED =
      List.of(Structure.class, Callback.class, NativeMapped.class, Library.class);

  private static final JavaClasses OURS = classes();

  private final Map<?, ?> metadata = read();
  private final Map<String, Map<?, ?>> types = new HashMap<>();
  private final List<List<?>> proxies = new ArrayList<>();

  NativeConfigTest() {
    for (Object entry : (List<?>) metadata.get("reflection")) {
      Map<?, ?> each = (Map<?, ?>) entry;
      if (each.get("type") instanceof String name) {
        assertEquals(null, types.put(name, each), () -> name + " is named twice");
      } else {
        proxies.add((List<?>) ((Map<?, ?>) each.get("type")).get("proxy"));
      }
    }
  }

  private static Map<?, ?> read() {
    try {
      return (Map<?, ?>)
          Jsonb.builder().build().type(Object.class).fromJson(Files.readString(FILE));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyClassFieldAndMethodIsThere() throws ReflectiveOperationException {
    assertTrue(types.size() > 5, types.keySet()::toString);
    for (Map.Entry<String, Map<?, ?>> entry : types.entrySet()) {
      Class<?> type = load(entry.getKey());
      for (Object field : list(entry.getValue(), "fields")) {
        assertNotNull(type.getDeclaredField(text(field, "name")));
      }
      for (Object method : list(entry.getValue(), "methods")) {
        List<Class<?>> parameters = new ArrayList<>();
        for (Object parameter : list((Map<?, ?>) method, "parameterTypes")) {
          parameters.add(load(parameter.toString()));
        }
        Class<?>[] array = parameters.toArray(new Class<?>[0]);
        String name = text(method, "name");
        if (name.equals("<init>")) {
          assertNotNull(type.getDeclaredConstructor(array));
        } else {
          assertNotNull(type.getDeclaredMethod(name, array));
        }
      }
    }
  }

  @Test
  void everyProxyIsOfInterfaces() throws ClassNotFoundException {
    for (List<?> proxy : proxies) {
      for (Object name : proxy) {
        assertTrue(load(name.toString()).isInterface(), name::toString);
      }
    }
  }

  @Test
  void everyResourceIsThere() throws IOException {
    Set<String> names = resources();
    List<?> globs = list(metadata, "resources");
    assertTrue(globs.size() > 4, globs::toString);
    for (Object entry : globs) {
      String glob = text(entry, "glob");
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      assertTrue(names.stream().anyMatch(name -> matcher.matches(Path.of(name))), glob);
    }
  }

  /**
   * Of all classes in our jar but JNA's own, of which some are there: those are in GraalVM's
   * metadata repository.
   */
  @Test
  void whatJnaLooksIntoIsNamed() {
    assertTrue(OURS.contain("dev.jnet.link.pcap.Pcap"));
    assertTrue(OURS.size() > 600, () -> OURS.size() + " classes");
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : OURS) {
      if (type.getPackageName().startsWith("com.sun.jna")) {
        continue;
      }
      boolean isNative =
          type.getMethods().stream().anyMatch(m -> m.getModifiers().contains(JavaModifier.NATIVE));
      boolean isMapped = MAPPED.stream().anyMatch(type::isAssignableTo);
      Map<?, ?> entry = types.getOrDefault(type.getName(), Map.of());
      if ((isNative || isMapped) && entry.isEmpty()) {
        missing.add(type.getName());
      }
      if (isNative || type.isAssignableTo(Structure.class)) {
        assertEquals(true, entry.get("jniAccessible"), type.getName());
      }
      if (type.isAssignableTo(Structure.class)) {
        assertEquals(true, entry.get("allPublicFields"), type.getName());
        assertEquals(true, entry.get("allDeclaredConstructors"), type.getName());
      }
      if (type.isAssignableTo(Library.class)) {
        assertTrue(proxies.contains(List.of(type.getName())), type.getName());
      }
    }
    assertEquals(Set.of(), missing);
  }

  /** JNA makes one of each by reflection to learn how it is handed over. */
  @Test
  void whatWeHandToNativeFunctionsCanBeMade() {
    Set<String> handed = new TreeSet<>();
    for (JavaClass type : OURS) {
      if (!type.getPackageName().startsWith("com.sun.jna")) {
        type.getConstructorCallsFromSelf().stream()
            .map(JavaConstructorCall::getTargetOwner)
            .filter(made -> made.isAssignableTo(NativeMapped.class))
            .forEach(made -> handed.add(made.getName()));
      }
    }
    assertTrue(handed.contains("com.sun.jna.ptr.PointerByReference"), handed::toString);
    for (String name : handed) {
      List<?> methods = list(types.getOrDefault(name, Map.of()), "methods");
      assertTrue(
          methods.stream()
              .anyMatch(
                  method ->
                      text(method, "name").equals("<init>")
                          && list((Map<?, ?>) method, "parameterTypes").isEmpty()),
          name);
    }
  }

  /** What is beside our classes is read from there: style sheets, networks, texts of help. */
  @Test
  void everyResourceOfOursIsNamed() throws IOException {
    List<PathMatcher> globs =
        list(metadata, "resources").stream()
            .map(entry -> FileSystems.getDefault().getPathMatcher("glob:" + text(entry, "glob")))
            .toList();
    Path resources = Path.of("src/main/resources");
    try (Stream<Path> files = Files.walk(resources)) {
      List<Path> missing =
          files
              .filter(Files::isRegularFile)
              .map(resources::relativize)
              .filter(file -> globs.stream().noneMatch(glob -> glob.matches(file)))
              .toList();
      assertEquals(List.of(), missing);
    }
  }

  @Test
  void whatOurCodeLooksUpByNameIsNamed() throws IOException {
    // The names stand in the code as they stand here; who changes them there comes by here.
    for (String name :
        new String[] {
          "sun.security.ssl.SSLEngineImpl", "sun.misc.Signal", "sun.misc.SignalHandler"
        }) {
      assertTrue(types.containsKey(name), name);
      assertTrue(sources().contains('"' + name + '"'), name);
    }
    assertTrue(proxies.contains(List.of("sun.misc.SignalHandler")), proxies::toString);
    String lookUp = ".getDeclaredField(";
    int times = sources().length() - sources().replace(lookUp, "").length();
    assertEquals(1, times / lookUp.length(), "private fields");
  }

  /** No question may take more memory from the binary than from the JVM form. */
  @Test
  void theBinaryHasTheHeapLimitOfTheJvmForm() throws IOException {
    Matcher limit =
        Pattern.compile("^ *-Xmx(\\w+)$", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("scripts/jvm.bash")));
    assertTrue(limit.find());
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<buildArg>-R:MaxHeapSize=" + limit.group(1) + "</buildArg>"));
  }

  /**
   * The image builder reads these two names in {@code BinaryRuntime}. Where the runtime reads no
   * options of its own, nothing else starts what notices signals.
   */
  @Test
  void theRuntimeIsStartedByTheProgramThatReadsTheCommandLine() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(pom.contains("<buildArg>-H:-ParseRuntimeOptions</buildArg>"));
    assertTrue(pom.contains("<buildArg>--install-exit-handlers</buildArg>"));
    assertTrue(
        sources()
            .contains(
                "Class.forName(\"org.graalvm.nativeimage.VMRuntime\").getMethod(\"initialize\")"));
  }

  /** All classes of this build, and JNA's where they are changed. */
  private static JavaClasses classes() {
    Path ours = Path.of(NativeConfigTest.class.getResource("/dev/jnet/app/Main.class").getPath());
    return new ClassFileImporter().importPath(ours.resolve("../../../..").normalize());
  }

  private static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, NativeConfigTest.class.getClassLoader());
  }

  private static List<?> list(Map<?, ?> entry, String key) {
    return entry.get(key) instanceof List<?> list ? list : List.of();
  }

  private static String text(Object entry, String key) {
    return ((Map<?, ?>) entry).get(key).toString();
  }

  /** All on the class path that is no class. */
  private static Set<String> resources() throws IOException {
    Set<String> names = new HashSet<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(part);
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          files.forEach(file -> names.add(path.relativize(file).toString()));
        }
      } else if (Files.exists(path)) {
        try (JarFile jar = new JarFile(path.toFile())) {
          jar.stream().forEach(entry -> names.add(entry.getName()));
        }
      }
    }
    return names;
  }
}
