package dev.assay.client.trace;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads along while an application reads a stream of an SDK. The span ends with the stream: at its last event, with its error, or
 * where the application closes it.
 */
final class StreamTap {

    private final SdkForm.Gathering gathering;
    private final SdkForm form;
    private final ModelCall call;
    private final JsonMapper mapper;

    StreamTap(SdkForm form, ModelCall call, JsonMapper mapper) {
        this.form = form;
        this.gathering = form.gathering();
        this.call = call;
        this.mapper = mapper;
    }

    /** @param type {@code StreamResponse} or {@code AsyncStreamResponse} of an SDK */
    Object on(Class<?> type, Object inner) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            switch (method.getName()) {
                case "stream" -> {
                    Stream<?> events = (Stream<?>) invoke(inner, method, arguments);
                    return events == null ? null : tapped(events);
                }
                case "subscribe" -> {
                    arguments[0] = handler(method.getParameterTypes()[0], arguments[0]);
                    invoke(inner, method, arguments);
                    return proxy;
                }
                case "close" -> {
                    Object result = invoke(inner, method, arguments);
                    end();
                    return result;
                }
                default -> {
                    return invoke(inner, method, arguments);
                }
            }
        });
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object invoke(Object inner, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private Stream<?> tapped(Stream<?> events) {
        Spliterator<?> source = events.spliterator();
        Spliterator<Object> tapped = new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED) {
            @Override
            public boolean tryAdvance(Consumer<? super Object> action) {
                try {
                    boolean more = source.tryAdvance(event -> {
                        read(event);
                        action.accept(event);
                    });
                    if (!more) {
                        end();
                    }
                    return more;
                } catch (RuntimeException e) {
                    fail(e);
                    throw e;
                }
            }
        };
        return StreamSupport.stream(tapped, false).onClose(() -> {
            events.close();
            end();
        });
    }

    private Object handler(Class<?> type, Object inner) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().equals("onNext")) {
                read(arguments[0]);
            }
            if (method.getName().equals("onComplete")) {
                Throwable error = SdkServices.error(arguments);
                if (error == null) {
                    end();
                } else {
                    fail(error);
                }
            }
            return invoke(inner, method, arguments);
        });
    }

    private synchronized void read(Object event) {
        call.firstPiece();
        gathering.event(mapper.valueToTree(event));
    }

    private synchronized void end() {
        form.answer(call, gathering.answer());
        call.end();
    }

    /** What had come until then is kept. */
    private synchronized void fail(Throwable error) {
        form.answer(call, gathering.answer());
        call.fail(error);
    }
}
