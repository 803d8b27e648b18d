package org.jurigged.controller.live;

import com.microsoft.java.debug.core.IEvaluatableBreakpoint;
import com.microsoft.java.debug.core.adapter.HotCodeReplaceEvent;
import com.microsoft.java.debug.core.adapter.ICompletionsProvider;
import com.microsoft.java.debug.core.adapter.IDebugAdapterContext;
import com.microsoft.java.debug.core.adapter.IEvaluationProvider;
import com.microsoft.java.debug.core.adapter.IHotCodeReplaceProvider;
import com.microsoft.java.debug.core.adapter.IProviderContext;
import com.microsoft.java.debug.core.adapter.ISourceLookUpProvider;
import com.microsoft.java.debug.core.adapter.IVirtualMachineManagerProvider;
import com.microsoft.java.debug.core.adapter.ProviderContext;
import com.sun.jdi.Field;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachineManager;
import io.reactivex.Observable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Microsoft's debugger has from Eclipse's language server in VS Code: there is one source file, and expressions are a
 * name, a call with a number, or a name that is compared with a number.
 */
final class VsCodeProviders implements ISourceLookUpProvider, IEvaluationProvider {
    private static final Pattern EXPRESSION = Pattern.compile("(\\w+)(?:\\((\\d+)\\)| == (\\d+))?");
    private static final Pattern LOGGED = Pattern.compile("\\{(.*?)}");

    private final VirtualMachineManager manager;
    private final Set<ThreadReference> evaluating = ConcurrentHashMap.newKeySet();
    /** What log points have written. */
    final List<String> logged = new CopyOnWriteArrayList<>();

    VsCodeProviders(VirtualMachineManager manager) {
        this.manager = manager;
    }

    IProviderContext context() {
        ProviderContext context = new ProviderContext();
        context.registerProvider(IVirtualMachineManagerProvider.class, (IVirtualMachineManagerProvider) () -> manager);
        context.registerProvider(ISourceLookUpProvider.class, this);
        context.registerProvider(IEvaluationProvider.class, this);
        context.registerProvider(IHotCodeReplaceProvider.class, new Never());
        context.registerProvider(
                ICompletionsProvider.class, (ICompletionsProvider) (frame, snippet, line, column) -> List.of());
        return context;
    }

    @Override
    public void initialize(IDebugAdapterContext context, Map<String, Object> options) {
        try {
            EclipseJdi.havePatience(context.getDebugSession().getVM());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        evaluating.clear();
    }

    @Override
    public boolean supportsRealtimeBreakpointVerification() {
        return false;
    }

    @Override
    public String[] getFullyQualifiedName(String uri, int[] lines, int[] columns) {
        String[] names = new String[lines.length];
        Arrays.fill(names, Debugged.TYPE);
        return names;
    }

    @Override
    public String getSourceFileURI(String fullyQualifiedName, String sourcePath) {
        return "";
    }

    @Override
    public String getSourceContents(String uri) {
        return "";
    }

    @Override
    public boolean isInEvaluation(ThreadReference thread) {
        return evaluating.contains(thread);
    }

    @Override
    public CompletableFuture<Value> evaluate(String expression, ThreadReference thread, int depth) {
        return result(() -> value(expression, thread, depth));
    }

    @Override
    public CompletableFuture<Value> evaluate(String expression, ObjectReference self, ThreadReference thread) {
        throw new UnsupportedOperationException(expression);
    }

    @Override
    public CompletableFuture<Value> evaluateForBreakpoint(IEvaluatableBreakpoint breakpoint, ThreadReference thread) {
        return result(() -> breakpoint.getLogMessage() == null
                ? value(breakpoint.getCondition(), thread, 0)
                : log(breakpoint.getLogMessage(), thread));
    }

    @Override
    public CompletableFuture<Value> invokeMethod(
            ObjectReference self,
            String name,
            String signature,
            Value[] arguments,
            ThreadReference thread,
            boolean invokeSuper) {
        Method method = self.referenceType().methodsByName(name, signature).get(0);
        List<Value> list = arguments == null ? List.of() : List.of(arguments);
        return result(() -> invoke(self, method, list, thread));
    }

    @Override
    public void clearState(ThreadReference thread) {
        evaluating.remove(thread);
    }

    private interface Evaluation {
        Value run() throws Exception;
    }

    private static CompletableFuture<Value> result(Evaluation evaluation) {
        try {
            return CompletableFuture.completedFuture(evaluation.run());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Value log(String message, ThreadReference thread) throws Exception {
        Matcher part = LOGGED.matcher(message);
        StringBuilder text = new StringBuilder();
        while (part.find()) {
            part.appendReplacement(text, value(part.group(1), thread, 0).toString());
        }
        logged.add(part.appendTail(text).toString());
        return null;
    }

    private Value value(String expression, ThreadReference thread, int depth) throws Exception {
        Matcher parts = EXPRESSION.matcher(expression);
        if (!parts.matches()) {
            throw new UnsupportedOperationException(expression);
        }
        StackFrame frame = thread.frame(depth);
        if (parts.group(2) != null) {
            Method method = frame.location()
                    .declaringType()
                    .methodsByName(parts.group(1))
                    .get(0);
            Value argument = thread.virtualMachine().mirrorOf(Integer.parseInt(parts.group(2)));
            return invoke(frame.thisObject(), method, List.of(argument), thread);
        }
        Value value = named(parts.group(1), frame);
        return parts.group(3) == null
                ? value
                : thread.virtualMachine().mirrorOf(value.toString().equals(parts.group(3)));
    }

    private static Value named(String name, StackFrame frame) throws Exception {
        LocalVariable local = frame.visibleVariableByName(name);
        if (local != null) {
            return frame.getValue(local);
        }
        Field field = frame.location().declaringType().fieldByName(name);
        return field.isStatic()
                ? field.declaringType().getValue(field)
                : frame.thisObject().getValue(field);
    }

    private Value invoke(ObjectReference self, Method method, List<Value> arguments, ThreadReference thread)
            throws Exception {
        evaluating.add(thread);
        try {
            return self.invokeMethod(thread, method, arguments, ObjectReference.INVOKE_SINGLE_THREADED);
        } finally {
            evaluating.remove(thread);
        }
    }

    /** "java.debug.settings.hotCodeReplace": "never". */
    private static final class Never implements IHotCodeReplaceProvider {
        @Override
        public void onClassRedefined(Consumer<List<String>> consumer) {
            // It never is.
        }

        @Override
        public CompletableFuture<List<String>> redefineClasses() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public Observable<HotCodeReplaceEvent> getEventHub() {
            return Observable.never();
        }
    }
}
