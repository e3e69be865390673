package dev.jnet.fuzz;

import dev.jnet.finding.Certainty;
import dev.jnet.finding.Finding;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Findings of all kinds, whose values a script chooses. */
final class AnyFinding {
  private static final List<Class<?>> KINDS =
      kinds(Finding.class).sorted(Comparator.comparing(Class::getName)).toList();

  private static final int[] NUMBERS = {0, 1, 2, 4, 6, 64, 68, 576, 1280, 1400, 1500, 9000, 65535};
  private static final String[] TEXTS = {"host", "eth0", "", "\u001b[31m\u009b\r\n\tx\u202e\0"};

  private AnyFinding() {}

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(AnyFinding::kinds).distinct();
  }

  /** A finding of one of all kinds. */
  static Finding of(Script script) {
    return of(script.choice(KINDS.size()), script);
  }

  /** How many kinds there are. */
  static int kinds() {
    return KINDS.size();
  }

  /** A finding of one kind. */
  static Finding of(int kind, Script script) {
    return (Finding) instance(KINDS.get(kind), script);
  }

  private static Object instance(Class<?> type, Script script) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals("version")
              ? Integer.valueOf(script.flag() ? 4 : 6)
              : value(components[i].getGenericType(), script);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no " + type, e);
    }
  }

  private static Object value(Type type, Script script) {
    if (type instanceof ParameterizedType of) {
      Type element = of.getActualTypeArguments()[0];
      return of.getRawType() == Optional.class
          ? Optional.of(0).filter(i -> script.flag()).map(i -> value(element, script))
          : Stream.generate(() -> value(element, script)).limit(1 + script.choice(3)).toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[script.choice(plain.getEnumConstants().length)];
    }
    if (plain == Certainty.class) {
      Certainty.Basis[] all = Certainty.Basis.values();
      return switch (script.choice(3)) {
        case 0 -> Certainty.SEEN;
        case 1 -> Certainty.GUESSED;
        default -> Certainty.inferred(all[script.choice(all.length)]);
      };
    }
    return plain.isRecord() && plain != MacAddress.class
        ? instance(plain, script)
        : simple(plain, script);
  }

  private static Object simple(Class<?> type, Script script) {
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> number(script);
      case "long" -> script.flag() ? script.u32() : (long) number(script);
      case "boolean" -> script.flag();
      case "String" -> TEXTS[script.choice(TEXTS.length)];
      case "OptionalInt" -> script.flag() ? OptionalInt.of(number(script)) : OptionalInt.empty();
      case "InetAddress" -> address(script);
      case "Inet6Address" -> Addresses.literal("2001:db8::" + script.choice(10));
      case "MacAddress" -> MacAddress.parse("02:00:00:00:00:0" + script.choice(10));
      default -> throw new AssertionError("no values of " + type);
    };
  }

  private static int number(Script script) {
    int choice = script.choice(NUMBERS.length + 3);
    return choice < NUMBERS.length ? NUMBERS[choice] : script.u16();
  }

  static InetAddress address(Script script) {
    return Addresses.literal(
        script.flag() ? "192.0.2." + script.choice(10) : "2001:db8::" + script.choice(10));
  }
}
