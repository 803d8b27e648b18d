package org.jurigged.controller.inside;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;

/**
 * Spring MVC: the requests that a changed controller's methods handle, those of added methods too.
 *
 * <p>Reflection doesn't show a method that was added; one of a bridge, which has its annotations and calls it, is registered
 * in its place. All of a controller's requests are registered anew while no request looks for its method.
 */
final class SpringMvcConformer implements Conformer {
    private static final String ANNOTATION = "org.springframework.web.servlet.mvc.method.annotation.";
    static final String MAPPING = ANNOTATION + "RequestMappingHandlerMapping";
    static final String ADAPTER = ANNOTATION + "RequestMappingHandlerAdapter";
    static final String RESOLVER = "org.springframework.web.servlet.HandlerExceptionResolver";

    private static final List<String> OF_ADAPTER =
            List.of("sessionAttributesHandlerCache", "initBinderCache", "modelAttributeCache");

    /** A changed class: its methods by name and descriptor, those added since it was loaded, and a bridge to them or null. */
    private record Controller(Class<?> type, Set<String> methods, Set<String> added, Object bridge) {
        static Controller of(Object detail) {
            Object[] parts = (Object[]) detail;
            return new Controller((Class<?>) parts[0], lines(parts[1]), lines(parts[2]), parts[3]);
        }

        private static Set<String> lines(Object text) {
            return ((String) text).isEmpty() ? Set.of() : Set.of(((String) text).split("\n"));
        }
    }

    @Override
    public String conform(News news) throws Throwable {
        List<String> done = new ArrayList<>();
        for (Object factory : SpringContexts.factories(news)) {
            for (Class<?> type : news.types(MAPPING)) {
                for (Object mapping :
                        SpringContexts.beans(factory, type, news.reflect()).values()) {
                    for (Object detail : news.details().getOrDefault("spring-mvc", List.of())) {
                        new Registering(news.reflect(), factory, mapping, Controller.of(detail), done).run();
                    }
                }
            }
            forget(factory, news);
        }
        return String.join(", ", done);
    }

    private static void forget(Object factory, News news) throws Throwable {
        Reflect reflect = news.reflect();
        for (Class<?> type : news.types(ADAPTER)) {
            for (Object adapter : SpringContexts.beans(factory, type, reflect).values()) {
                for (String field : OF_ADAPTER) {
                    reflect.clear(adapter, field);
                }
                forgetParameters(reflect.get(adapter, "argumentResolvers"), reflect);
                forgetParameters(reflect.get(adapter, "initBinderArgumentResolvers"), reflect);
            }
        }
        for (Class<?> type : news.types(RESOLVER)) {
            for (Object resolver : SpringContexts.beans(factory, type, reflect).values()) {
                Object inner = reflect.get(resolver, "resolvers");
                for (Object each : inner instanceof Collection<?> several ? several : List.of(resolver)) {
                    reflect.clear(each, "exceptionHandlerCache");
                    forgetParameters(reflect.get(each, "argumentResolvers"), reflect);
                }
            }
        }
    }

    /** A method's parameter equals that of the method's former version, and has other annotations. */
    private static void forgetParameters(Object resolvers, Reflect reflect) throws Throwable {
        if (resolvers == null || !(reflect.get(resolvers, "argumentResolvers") instanceof Collection<?> all)) {
            return;
        }
        reflect.clear(resolvers, "argumentResolverCache");
        for (Object resolver : all) {
            reflect.clear(resolver, "namedValueInfoCache");
        }
    }

    /** Registers one controller's methods anew with one mapping. */
    private static final class Registering {
        private static final Class<?>[] INFO_OF = {Method.class, Class.class};

        private final Reflect reflect;
        private final Object factory;
        private final Object mapping;
        private final Controller controller;
        private final List<String> done;

        Registering(Reflect reflect, Object factory, Object mapping, Controller controller, List<String> done) {
            this.reflect = reflect;
            this.factory = factory;
            this.mapping = mapping;
            this.controller = controller;
            this.done = done;
        }

        void run() throws Throwable {
            if (!looksAtAllBeans()) {
                return;
            }
            List<String> beans = handlers();
            if (beans.isEmpty()) {
                return;
            }
            Map<?, ?> before = registered();
            ReadWriteLock lock = (ReadWriteLock) reflect.get(reflect.get(mapping, "mappingRegistry"), "readWriteLock");
            lock.writeLock().lock();
            try {
                for (Map.Entry<?, ?> entry : before.entrySet()) {
                    unregister(entry.getKey());
                }
                for (String bean : beans) {
                    reflect.call(mapping, "detectHandlerMethods", new Class<?>[] {Object.class}, bean);
                }
                for (Map.Entry<?, ?> entry : registered().entrySet()) {
                    if (isGone((Method) reflect.call(entry.getValue(), "getMethod"))) {
                        unregister(entry.getKey());
                    }
                }
                for (String bean : beans) {
                    registerAdded(bean);
                }
            } finally {
                lock.writeLock().unlock();
            }
            tell(before);
        }

        /** Whether the mapping finds its handlers among all beans: one that overrides that has handlers of its own. */
        private boolean looksAtAllBeans() throws NoSuchMethodException {
            return Reflect.method(mapping.getClass(), "initHandlerMethods")
                    .getDeclaringClass()
                    .getSimpleName()
                    .equals("AbstractHandlerMethodMapping");
        }

        /** Tells of the requests that are new, and of those that are gone. */
        private void tell(Map<?, ?> before) throws Throwable {
            Map<?, ?> now = registered();
            if (now.keySet().equals(before.keySet())) {
                done.add("the requests of " + controller.type().getName());
            }
            for (Object info : now.keySet()) {
                if (!before.containsKey(info)) {
                    done.add(info.toString());
                }
            }
            for (Object info : before.keySet()) {
                if (!now.containsKey(info)) {
                    done.add("no more " + info);
                }
            }
        }

        private List<String> handlers() throws Throwable {
            List<String> handlers = new ArrayList<>();
            Object names = reflect.call(
                    factory,
                    "getBeanNamesForType",
                    new Class<?>[] {Class.class, boolean.class, boolean.class},
                    controller.type(),
                    true,
                    false);
            for (String name : (String[]) names) {
                Object type = reflect.call(factory, "getType", new Class<?>[] {String.class}, name);
                if (!name.startsWith("scopedTarget.")
                        && (Boolean) reflect.call(mapping, "isHandler", new Class<?>[] {Class.class}, type)) {
                    handlers.add(name);
                }
            }
            return handlers;
        }

        /** Returns what is registered for the controller's methods and those of its bridges. */
        private Map<?, ?> registered() throws Throwable {
            Map<Object, Object> own = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) reflect.call(mapping, "getHandlerMethods")).entrySet()) {
                Class<?> type = (Class<?>) reflect.call(entry.getValue(), "getBeanType");
                if (controller.type().isAssignableFrom(type) || type.getName().startsWith(bridgePrefix())) {
                    own.put(entry.getKey(), entry.getValue());
                }
            }
            return own;
        }

        private String bridgePrefix() {
            return controller.type().getName() + "$JuriggedEndpoints";
        }

        private boolean isGone(Method method) {
            return method.getDeclaringClass() == controller.type()
                    && !controller.methods().contains(key(method));
        }

        private static String key(Method method) {
            return method.getName()
                    + java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .toMethodDescriptorString();
        }

        private void unregister(Object info) throws Throwable {
            for (Method method : mapping.getClass().getMethods()) {
                if (method.getName().equals("unregisterMapping") && method.getParameterCount() == 1) {
                    reflect.call(mapping, "unregisterMapping", method.getParameterTypes(), info);
                    return;
                }
            }
        }

        private void registerAdded(String bean) throws Throwable {
            if (controller.bridge() == null || !controller.type().equals(userType(bean))) {
                return;
            }
            Object target = reflect.call(factory, "getSingleton", new Class<?>[] {String.class}, bean);
            Class<?> type = controller.bridge().getClass();
            Object bridge = null;
            for (Method method : type.getDeclaredMethods()) {
                Object info =
                        isAdded(method) ? reflect.call(mapping, "getMappingForMethod", INFO_OF, method, type) : null;
                if (info == null) {
                    continue;
                }
                if (target == null || Reflect.isA(target, "org.springframework.aop.SpringProxy")) {
                    throw new IllegalStateException(info + " is not served: the bean " + bean + " is "
                            + (target == null ? "no singleton that exists" : "a proxy, whose advice would not apply")
                            + ". Restart the program");
                }
                if (bridge == null) {
                    bridge = bridgeTo(target, type);
                }
                register(info, bridge, method);
            }
        }

        private boolean isAdded(Method method) {
            return Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && controller.added().contains(key(method));
        }

        private Object userType(String bean) throws Throwable {
            Class<?> type = (Class<?>) reflect.call(factory, "getType", new Class<?>[] {String.class}, bean);
            return type.getName().contains("$$") ? type.getSuperclass() : type;
        }

        private static Object bridgeTo(Object target, Class<?> type) throws Throwable {
            Object bridge = type.getConstructor().newInstance();
            type.getField("target").set(bridge, target);
            return bridge;
        }

        private void register(Object info, Object bridge, Method method) throws Throwable {
            Method register = Arrays.stream(mapping.getClass().getMethods())
                    .filter(m -> m.getName().equals("registerMapping") && m.getParameterCount() == 3)
                    .findFirst()
                    .orElseThrow();
            reflect.call(mapping, "registerMapping", register.getParameterTypes(), info, bridge, method);
        }
    }
}
