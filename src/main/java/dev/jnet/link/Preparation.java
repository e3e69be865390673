package dev.jnet.link;

import com.sun.jna.Library;
import com.sun.jna.Structure;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Loads pcap4j beside other work, in two steps: its Java while the command line is read, and its
 * native part while the kernel is asked for the route. Together they take longer than all of the
 * rest of a short command; on one thread they would be waited for.
 *
 * <p>Nothing here is needed: what has not been loaded, or fails, is loaded when it is used, and its
 * failure told there.
 */
final class Preparation extends Thread {
  /** {@code struct ffi_type} of libffi, as {@code ffi.h} has it. */
  private static final String FFI_TYPE = "com.sun.jna.Structure$FFIType";

  private static final List<String> FFI_TYPE_FIELDS =
      List.of("size", "alignment", "type", "elements");

  /** What pcap4j has JNA make a proxy for. */
  private static final String PCAP_LIBRARY = "org.pcap4j.core.NativeMappings$PcapLibrary";

  private final boolean natively;

  private Preparation(boolean natively) {
    super("jnet-pcap");
    setDaemon(true);
    this.natively = natively;
  }

  /** The first step: no native code is loaded. */
  static void beginInJava() {
    new Preparation(false).start();
  }

  /**
   * The second step, for those who may capture. JNA itself is loaded first, by the caller: two
   * threads that initialise its classes from different ends would wait for each other for good.
   */
  static void beginNatively() {
    try {
      if (!SocketLink.isNeedless()) {
        return;
      }
    } catch (LinkageError e) {
      return;
    }
    new Preparation(true).start();
  }

  @Override
  public void run() {
    try {
      if (natively) {
        tellFieldOrder();
        Pcaps.libVersion();
      } else {
        makeProxy();
        // Reads its properties from a jar.
        DataLinkType.getInstance(0);
      }
    } catch (LinkageError | ReflectiveOperationException | RuntimeException e) {
      return; // see above
    }
  }

  /**
   * Writes into JNA's table what JNA would read from an annotation of its own: the JVM makes two
   * classes to read that, in 10 ms.
   */
  private static void tellFieldOrder() throws ReflectiveOperationException {
    Class<?> type = Class.forName(FFI_TYPE, false, Structure.class.getClassLoader());
    Field table = Structure.class.getDeclaredField("fieldOrder");
    table.setAccessible(true);
    @SuppressWarnings("unchecked")
    Map<Class<?>, List<String>> orders = (Map<Class<?>, List<String>>) table.get(null);
    orders.put(type, FFI_TYPE_FIELDS);
  }

  /** The JVM keeps the class of it, which JNA will ask for. */
  private static void makeProxy() throws ReflectiveOperationException {
    ClassLoader loader = Library.class.getClassLoader();
    Class<?> library = Class.forName(PCAP_LIBRARY, false, loader);
    Proxy.newProxyInstance(loader, new Class<?>[] {library}, (proxy, method, arguments) -> null);
  }
}
