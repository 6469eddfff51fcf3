/** Returns the API document with the issuer's login page as a second way to authorize. */
const withLogin = (document, { authorization_endpoint, token_endpoint }) => {
  const authorizationCode = { authorizationUrl: authorization_endpoint, tokenUrl: token_endpoint, scopes: {} };
  return {
    ...document,
    security: [...document.security, { login: [] }],
    components: {
      ...document.components,
      securitySchemes: {
        ...document.components.securitySchemes,
        login: { type: "oauth2", description: "Sign in at the issuer.", flows: { authorizationCode } },
      },
    },
  };
};

const json = async (url) => (await fetch(url)).json();

window.onload = async () => {
  const { issuer, client_id } = await json("login.json");
  // Without the issuer, a token can still be pasted.
  const endpoints = client_id && (await json(issuer.replace(/\/?$/, "/.well-known/openid-configuration")).catch(() => null));
  window.ui = SwaggerUIBundle({
    url: "../openapi.yaml",
    dom_id: "#swagger-ui",
    deepLinking: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    plugins: endpoints ? [{
      statePlugins: {
        spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(withLogin(document, endpoints)) } },
      },
    }] : [],
  });
  window.ui.initOAuth({ clientId: client_id, usePkceWithAuthorizationCodeGrant: true });
};
