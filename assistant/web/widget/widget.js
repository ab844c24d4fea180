"use strict";(()=>{/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var K=globalThis,F=K.ShadowRoot&&(K.ShadyCSS===void 0||K.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,le=Symbol(),Te=new WeakMap,H=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==le)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(F&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Te.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Te.set(t,e))}return e}toString(){return this.cssText}},_e=s=>new H(typeof s=="string"?s:s+"",void 0,le),ce=(s,...e)=>{let t=s.length===1?s[0]:e.reduce((i,n,o)=>i+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+s[o+1],s[0]);return new H(t,s,le)},Se=(s,e)=>{if(F)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),n=K.litNonce;n!==void 0&&i.setAttribute("nonce",n),i.textContent=t.cssText,s.appendChild(i)}},de=F?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return _e(t)})(s):s;/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{is:wt,defineProperty:xt,getOwnPropertyDescriptor:kt,getOwnPropertyNames:At,getOwnPropertySymbols:Tt,getPrototypeOf:_t}=Object,B=globalThis,Ee=B.trustedTypes,St=Ee?Ee.emptyScript:"",Et=B.reactiveElementPolyfillSupport,q=(s,e)=>s,ue={toAttribute(s,e){switch(e){case Boolean:s=s?St:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},Ce=(s,e)=>!wt(s,e),Re={attribute:!0,type:String,converter:ue,reflect:!1,useDefault:!1,hasChanged:Ce};Symbol.metadata??=Symbol("metadata"),B.litPropertyMetadata??=new WeakMap;var x=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Re){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),n=this.getPropertyDescriptor(e,i,t);n!==void 0&&xt(this.prototype,e,n)}}static getPropertyDescriptor(e,t,i){let{get:n,set:o}=kt(this.prototype,e)??{get(){return this[t]},set(r){this[t]=r}};return{get:n,set(r){let a=n?.call(this);o?.call(this,r),this.requestUpdate(e,a,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Re}static _$Ei(){if(this.hasOwnProperty(q("elementProperties")))return;let e=_t(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(q("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(q("properties"))){let t=this.properties,i=[...At(t),...Tt(t)];for(let n of i)this.createProperty(n,t[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,n]of t)this.elementProperties.set(i,n)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let n=this._$Eu(t,i);n!==void 0&&this._$Eh.set(n,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let n of i)t.unshift(de(n))}else e!==void 0&&t.push(de(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Se(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),n=this.constructor._$Eu(e,i);if(n!==void 0&&i.reflect===!0){let o=(i.converter?.toAttribute!==void 0?i.converter:ue).toAttribute(t,i.type);this._$Em=e,o==null?this.removeAttribute(n):this.setAttribute(n,o),this._$Em=null}}_$AK(e,t){let i=this.constructor,n=i._$Eh.get(e);if(n!==void 0&&this._$Em!==n){let o=i.getPropertyOptions(n),r=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:ue;this._$Em=n;let a=r.fromAttribute(t,o.type);this[n]=a??this._$Ej?.get(n)??a,this._$Em=null}}requestUpdate(e,t,i,n=!1,o){if(e!==void 0){let r=this.constructor;if(n===!1&&(o=this[e]),i??=r.getPropertyOptions(e),!((i.hasChanged??Ce)(o,t)||i.useDefault&&i.reflect&&o===this._$Ej?.get(e)&&!this.hasAttribute(r._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:n,wrapped:o},r){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,r??t??this[e]),o!==!0||r!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),n===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[n,o]of this._$Ep)this[n]=o;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[n,o]of i){let{wrapped:r}=o,a=this[n];r!==!0||this._$AL.has(n)||a===void 0||this.C(n,void 0,o,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};x.elementStyles=[],x.shadowRootOptions={mode:"open"},x[q("elementProperties")]=new Map,x[q("finalized")]=new Map,Et?.({ReactiveElement:x}),(B.reactiveElementVersions??=[]).push("2.1.2");/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var pe=globalThis,Pe=s=>s,V=pe.trustedTypes,Me=V?V.createPolicy("lit-html",{createHTML:s=>s}):void 0,me="$lit$",k=`lit$${Math.random().toFixed(9).slice(2)}$`,ge="?"+k,Rt=`<${ge}>`,R=document,O=()=>R.createComment(""),U=s=>s===null||typeof s!="object"&&typeof s!="function",fe=Array.isArray,Ue=s=>fe(s)||typeof s?.[Symbol.iterator]=="function",he=`[ 	
\f\r]`,z=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Le=/-->/g,He=/>/g,S=RegExp(`>|${he}(?:([^\\s"'>=/]+)(${he}*=${he}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),qe=/'/g,ze=/"/g,Ne=/^(?:script|style|textarea|title)$/i,ve=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),l=ve(1),We=ve(2),bs=ve(3),A=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),Oe=new WeakMap,E=R.createTreeWalker(R,129);function je(s,e){if(!fe(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return Me!==void 0?Me.createHTML(e):e}var De=(s,e)=>{let t=s.length-1,i=[],n,o=e===2?"<svg>":e===3?"<math>":"",r=z;for(let a=0;a<t;a++){let c=s[a],p,f,u=-1,h=0;for(;h<c.length&&(r.lastIndex=h,f=r.exec(c),f!==null);)h=r.lastIndex,r===z?f[1]==="!--"?r=Le:f[1]!==void 0?r=He:f[2]!==void 0?(Ne.test(f[2])&&(n=RegExp("</"+f[2],"g")),r=S):f[3]!==void 0&&(r=S):r===S?f[0]===">"?(r=n??z,u=-1):f[1]===void 0?u=-2:(u=r.lastIndex-f[2].length,p=f[1],r=f[3]===void 0?S:f[3]==='"'?ze:qe):r===ze||r===qe?r=S:r===Le||r===He?r=z:(r=S,n=void 0);let m=r===S&&s[a+1].startsWith("/>")?" ":"";o+=r===z?c+Rt:u>=0?(i.push(p),c.slice(0,u)+me+c.slice(u)+k+m):c+k+(u===-2?a:m)}return[je(s,o+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},N=class s{constructor({strings:e,_$litType$:t},i){let n;this.parts=[];let o=0,r=0,a=e.length-1,c=this.parts,[p,f]=De(e,t);if(this.el=s.createElement(p,i),E.currentNode=this.el.content,t===2||t===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(n=E.nextNode())!==null&&c.length<a;){if(n.nodeType===1){if(n.hasAttributes())for(let u of n.getAttributeNames())if(u.endsWith(me)){let h=f[r++],m=n.getAttribute(u).split(k),y=/([.?@])?(.*)/.exec(h);c.push({type:1,index:o,name:y[2],strings:m,ctor:y[1]==="."?G:y[1]==="?"?J:y[1]==="@"?Z:P}),n.removeAttribute(u)}else u.startsWith(k)&&(c.push({type:6,index:o}),n.removeAttribute(u));if(Ne.test(n.tagName)){let u=n.textContent.split(k),h=u.length-1;if(h>0){n.textContent=V?V.emptyScript:"";for(let m=0;m<h;m++)n.append(u[m],O()),E.nextNode(),c.push({type:2,index:++o});n.append(u[h],O())}}}else if(n.nodeType===8)if(n.data===ge)c.push({type:2,index:o});else{let u=-1;for(;(u=n.data.indexOf(k,u+1))!==-1;)c.push({type:7,index:o}),u+=k.length-1}o++}}static createElement(e,t){let i=R.createElement("template");return i.innerHTML=e,i}};function C(s,e,t=s,i){if(e===A)return e;let n=i!==void 0?t._$Co?.[i]:t._$Cl,o=U(e)?void 0:e._$litDirective$;return n?.constructor!==o&&(n?._$AO?.(!1),o===void 0?n=void 0:(n=new o(s),n._$AT(s,t,i)),i!==void 0?(t._$Co??=[])[i]=n:t._$Cl=n),n!==void 0&&(e=C(s,n._$AS(s,e.values),n,i)),e}var Y=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,n=(e?.creationScope??R).importNode(t,!0);E.currentNode=n;let o=E.nextNode(),r=0,a=0,c=i[0];for(;c!==void 0;){if(r===c.index){let p;c.type===2?p=new M(o,o.nextSibling,this,e):c.type===1?p=new c.ctor(o,c.name,c.strings,this,e):c.type===6&&(p=new Q(o,this,e)),this._$AV.push(p),c=i[++a]}r!==c?.index&&(o=E.nextNode(),r++)}return E.currentNode=R,n}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},M=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,n){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=C(this,e,t),U(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==A&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ue(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&U(this._$AH)?this._$AA.nextSibling.data=e:this.T(R.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,n=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=N.createElement(je(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===n)this._$AH.p(t);else{let o=new Y(n,this),r=o.u(this.options);o.p(t),this.T(r),this._$AH=o}}_$AC(e){let t=Oe.get(e.strings);return t===void 0&&Oe.set(e.strings,t=new N(e)),t}k(e){fe(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,n=0;for(let o of e)n===t.length?t.push(i=new s(this.O(O()),this.O(O()),this,this.options)):i=t[n],i._$AI(o),n++;n<t.length&&(this._$AR(i&&i._$AB.nextSibling,n),t.length=n)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=Pe(e).nextSibling;Pe(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},P=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,n,o){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=n,this.options=o,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,t=this,i,n){let o=this.strings,r=!1;if(o===void 0)e=C(this,e,t,0),r=!U(e)||e!==this._$AH&&e!==A,r&&(this._$AH=e);else{let a=e,c,p;for(e=o[0],c=0;c<o.length-1;c++)p=C(this,a[i+c],t,c),p===A&&(p=this._$AH[c]),r||=!U(p)||p!==this._$AH[c],p===d?e=d:e!==d&&(e+=(p??"")+o[c+1]),this._$AH[c]=p}r&&!n&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},G=class extends P{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},J=class extends P{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},Z=class extends P{constructor(e,t,i,n,o){super(e,t,i,n,o),this.type=5}_$AI(e,t=this){if((e=C(this,e,t,0)??d)===A)return;let i=this._$AH,n=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,o=e!==d&&(i===d||n);n&&this.element.removeEventListener(this.name,this,i),o&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Q=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){C(this,e)}},Ie={M:me,P:k,A:ge,C:1,L:De,R:Y,D:Ue,V:C,I:M,H:P,N:J,U:Z,B:G,F:Q},Ct=pe.litHtmlPolyfillSupport;Ct?.(N,M),(pe.litHtmlVersions??=[]).push("3.3.3");var Ke=(s,e,t)=>{let i=t?.renderBefore??e,n=i._$litPart$;if(n===void 0){let o=t?.renderBefore??null;i._$litPart$=n=new M(e.insertBefore(O(),o),o,void 0,t??{})}return n._$AI(s),n};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var ye=globalThis,T=class extends x{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ke(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return A}};T._$litElement$=!0,T.finalized=!0,ye.litElementHydrateSupport?.({LitElement:T});var Pt=ye.litElementPolyfillSupport;Pt?.({LitElement:T});(ye.litElementVersions??=[]).push("4.2.2");/**
 * @license
 * Copyright 2022 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 *//**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Fe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Be=s=>(...e)=>({_$litDirective$:s,values:e}),X=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var{I:Mt}=Ie,Ve=s=>s;var Ye=()=>document.createComment(""),L=(s,e,t)=>{let i=s._$AA.parentNode,n=e===void 0?s._$AB:e._$AA;if(t===void 0){let o=i.insertBefore(Ye(),n),r=i.insertBefore(Ye(),n);t=new Mt(o,r,s,s.options)}else{let o=t._$AB.nextSibling,r=t._$AM,a=r!==s;if(a){let c;t._$AQ?.(s),t._$AM=s,t._$AP!==void 0&&(c=s._$AU)!==r._$AU&&t._$AP(c)}if(o!==n||a){let c=t._$AA;for(;c!==o;){let p=Ve(c).nextSibling;Ve(i).insertBefore(c,n),c=p}}}return t},_=(s,e,t=s)=>(s._$AI(e,t),s),Lt={},Ge=(s,e=Lt)=>s._$AH=e,Je=s=>s._$AH,ee=s=>{s._$AR(),s._$AA.remove()};/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */var Ze=(s,e,t)=>{let i=new Map;for(let n=e;n<=t;n++)i.set(s[n],n);return i},te=Be(class extends X{constructor(s){if(super(s),s.type!==Fe.CHILD)throw Error("repeat() can only be used in text expressions")}dt(s,e,t){let i;t===void 0?t=e:e!==void 0&&(i=e);let n=[],o=[],r=0;for(let a of s)n[r]=i?i(a,r):r,o[r]=t(a,r),r++;return{values:o,keys:n}}render(s,e,t){return this.dt(s,e,t).values}update(s,[e,t,i]){let n=Je(s),{values:o,keys:r}=this.dt(e,t,i);if(!Array.isArray(n))return this.ut=r,o;let a=this.ut??=[],c=[],p,f,u=0,h=n.length-1,m=0,y=o.length-1;for(;u<=h&&m<=y;)if(n[u]===null)u++;else if(n[h]===null)h--;else if(a[u]===r[m])c[m]=_(n[u],o[m]),u++,m++;else if(a[h]===r[y])c[y]=_(n[h],o[y]),h--,y--;else if(a[u]===r[y])c[y]=_(n[u],o[y]),L(s,c[y+1],n[u]),u++,y--;else if(a[h]===r[m])c[m]=_(n[h],o[m]),L(s,n[u],n[h]),h--,m++;else if(p===void 0&&(p=Ze(r,m,y),f=Ze(a,u,h)),p.has(a[u]))if(p.has(a[h])){let w=f.get(r[m]),ae=w!==void 0?n[w]:null;if(ae===null){let Ae=L(s,n[u]);_(Ae,o[m]),c[m]=Ae}else c[m]=_(ae,o[m]),L(s,n[u],ae),n[w]=null;m++}else ee(n[h]),h--;else ee(n[u]),u++;for(;m<=y;){let w=L(s,c[y+1]);_(w,o[m]),c[m++]=w}for(;u<=h;){let w=n[u++];w!==null&&ee(w)}return this.ut=r,Ge(s,c),A}});var Xe=/\s*\[(\d+)\]/;function be(s,e){return s.split(`
`).filter(t=>t.trim()).map(t=>{let i=t.startsWith("- ");return{item:i,pieces:Ht(i?t.slice(2):t,e)}})}function Ht(s,e){let t=[],i=s.split(Xe);for(let n=0;n<i.length;n+=2){let o=i[n]??"",r=i[n+1],a=e.find(c=>String(c.number)===r)??null;!o&&!r||t.push({text:a||!r?o:`${o} [${r}]`,language:a&&qt(a,o)?a.language:null,citation:a})}return t}function qt(s,e){let t=Qe(e);return t.length>0&&Qe(s.quote).includes(t)}function Qe(s){return s.replace(/\s+/g," ").trim()}function et(s){return s.pieces.every(e=>!e.citation)}function tt(s){return s.text.replace(new RegExp(Xe,"g"),"").replace(/^- /gm,"")}function st(s){let e=new Set(s.suggestions.map(t=>`- ${t}`));return s.text.split(`
`).filter(t=>!e.has(t)).join(`
`)}function it(s){let e=new Map;for(let t of s){let i=e.get(t.document_id);i?i.numbers.push(t.number):e.set(t.document_id,{citation:t,numbers:[t.number]})}return[...e.values()]}function W(s){let e=s?URL.parse(s)?.protocol:null;return e==="https:"||e==="http:"?s:null}var b=s=>l`<svg viewBox="0 0 24 24" aria-hidden="true">${We`<path d=${s} />`}</svg>`,v={ask:b("M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.5h5"),close:b("M6 6l12 12M18 6L6 18"),restart:b("M12 5v14M5 12h14"),remove:b("M5 7h14M10 4h4M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5"),send:b("M12 19V5M6 11l6-6 6 6"),stop:b("M7 7h10v10H7z"),copy:b("M9 9h10v11H9zM15 6V4H5v12h2"),copied:b("M5 13l4 4L19 7"),helpful:b("M8 11l3-7c2 0 2.5 1 2.5 2.5L13 10h5.5c1 0 1.5 1 1.3 1.800l-1.5 6.700c-.2.900-.8 1.5-1.800 1.5H8zM4 11h4v9H4z"),unhelpful:b("M8 13l3 7c2 0 2.5-1 2.5-2.5L13 14h5.5c1 0 1.5-1 1.3-1.800l-1.5-6.700C18.1 4.600 17.5 4 16.5 4H8zM4 13h4V4H4z"),down:b("M12 5v14M6 13l6 6 6-6"),away:b("M14 5h5v5M19 5l-8 8M16 14v5H5V8h5"),document:b("M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"),attention:b("M12 4l9 16H3zM12 10v4.5M12 17v.5"),differ:b("M4 8h12M12 4l4 4-4 4M20 16H8M12 12l-4 4 4 4")};function D(s,e,t){return[s.publisher,s.published_on?e.day(s.published_on):e.say("undated"),s.language===t?null:e.say("inLanguage",{language:e.languageName(s.language)}),"page"in s&&s.page!==null?e.say("page",{page:String(s.page)}):null].filter(i=>i!==null)}function $e(s,e){return s.kind!=="note"?d:l`<p class="note">
    <strong>${e.say("note")}</strong> ${e.say("noteExplained")}
  </p>`}function we(s,e){let t=W(s.url);return l`
    ${s.summarises.length?l`<p class="quiet">${e.say("restsOn")}</p>
          <ul class="plain quiet">
            ${s.summarises.map(i=>l`<li>${j(i,nt(i),e)}</li>`)}
          </ul>`:d}
    ${t?l`<p class="quiet">${e.say("originalPage")}: ${j(t,nt(t),e)}</p>`:d}
  `}function j(s,e,t){let i=W(s);return i?l`<a href=${i} target="_blank" rel="noopener noreferrer"
    >${e}<span class="away">${v.away}</span
    ><span class="hidden"> (${t.say("newTab")})</span></a
  >`:l`${e}`}function ot(s,e,t,i,n){let o=t.say("citation",{number:s.number,title:s.title});return l`<div class="card" id=${e} role="group" aria-label=${o}>
    <p class="title" lang=${s.language}>${s.title}</p>
    ${s.headings.length?l`<p class="quiet" lang=${s.language}>${s.headings.join(" › ")}</p>`:d}
    ${$e(s,t)}
    <blockquote lang=${s.language}>${s.quote}</blockquote>
    <p class="quiet">${D(s,t,i).join(" · ")}</p>
    <button class="action" @click=${()=>n(s)}>
      ${v.document}${t.say("showSource")}
    </button>
    ${we(s,t)}
  </div>`}function rt(s,e,t,i,n){return l`<h3>${e.say("sources")}</h3>
    <ul class="sources" aria-label=${e.say("sources")}>
      ${it(s).map(o=>l`<li>
            ${zt(o,e,t,i)}
            ${lt(o.citation,e,n).map(r=>l`<p class="paper">${r}</p>`)}
          </li>`)}
    </ul>`}function zt({citation:s,numbers:e},t,i,n){return l`<button class="entry" @click=${()=>n(s)}>
    <span class="numbers">${e.map(o=>`[${o}]`).join(" ")}</span>
    <span>
      <span lang=${s.language}>${s.title}</span>
      <span class="quiet">
        ${s.kind==="note"?l`<span class="badge">${t.say("note")}</span>`:d}
        ${D(s,t,i).join(" · ")}
      </span>
    </span>
  </button>`}function at(s,e,t){return s.map(i=>{let n=i.kind==="note"?`${e.say("note")}: `:"",o=D(i,e,"").join(", "),[r,...a]=lt(i,e,t);return[`[${i.number}] ${n}${i.title} (${o})${r?` ${r}`:""}`,...a].join(`
    `)})}function lt(s,e,t){let i=s.url??t(s.view),n=s.summarises.map((o,r)=>r?o:`${e.say("restsOn")}: ${o}`);return i?[i,...n]:n}function nt(s){return s.replace(/^https?:\/\/(www\.)?/,"").replace(/\/$/,"")}var g=class extends Error{constructor(t,i){super(t);this.kind=t;this.seconds=i}kind;seconds};function I(s){return s instanceof g?s:new g("failed")}var Ot=6e4,se=class{constructor(e,t){this.base=e;this.token=t}base;token;page(e){let t=URL.parse(e.replace(/^\/+/,""),this.base);return t?.origin===this.base.origin?t.href:null}async about(){return(await this.request("v1/about")).json()}async document(e){return(await this.request(`v1/documents/${encodeURIComponent(e)}`)).json()}async rate(e,t,i){await this.request(`v1/answers/${encodeURIComponent(e)}/feedback`,ct({verdict:t,comment:i}))}async forget(e){try{await this.request(`v1/conversations/${encodeURIComponent(e)}`,{method:"DELETE"})}catch(t){if(!(t instanceof g&&t.kind==="missing"))throw t}}async*ask(e,t,i,n){let o={question:e,conversation_id:t,history:i,channel:"web"},r=await this.request("v1/questions",{...ct(o,"text/event-stream"),signal:n});if(!r.body)throw new g("cut");for await(let[a,c]of Wt(r.body,n)){if(a==="passages"&&(yield{event:a}),a==="delta"&&(yield{event:a,text:JSON.parse(c).text}),a==="error")throw new g("failed");if(a==="answer"){yield{event:a,answer:JSON.parse(c)};return}}throw new g("cut")}async request(e,t={}){let i=new Headers(t.headers),n=await this.token();n&&i.set("Authorization",`Bearer ${n}`);let o;try{o=await fetch(new URL(e,this.base),{...t,headers:i})}catch{throw Ut(t.signal)}if(!o.ok)throw Nt(o);return o}};function ct(s,e="application/json"){return{method:"POST",body:JSON.stringify(s),headers:{"Content-Type":"application/json",Accept:e}}}function Ut(s){return s?.aborted?new g("stopped"):new g(navigator.onLine?"unreachable":"offline")}function Nt(s){let{status:e}=s;return e===401?new g("signedOut"):e===403?new g("notAllowed"):e===404||e===405?new g("missing"):e===413||e===422?new g("invalid"):e===429?new g("limited",Number(s.headers.get("Retry-After"))||60):e>=502&&e<=504?new g("unavailable"):new g("failed")}async function*Wt(s,e){let t=s.pipeThrough(new TextDecoderStream).getReader(),i="";try{for(;;){let{done:n,value:o}=await jt(t.read());if(n)return;i=(i+o).replace(/\r\n|\r(?!$)/g,`
`);let r=i.split(`

`);i=r.pop()??"";for(let a of r){let c=a.split(`
`).map(u=>/^(\w+): ?(.*)$/.exec(u)??[]),p=u=>c.filter(([,h])=>h===u).map(h=>h[2]),f=p("data").join(`
`);f&&(yield[p("event").at(-1)??"message",f])}}}catch(n){throw e.aborted?new g("stopped"):n instanceof g?n:new g(navigator.onLine?"cut":"offline")}finally{t.cancel().catch(()=>{})}}async function jt(s){let e,t=new Promise((i,n)=>{e=setTimeout(()=>n(new g("cut")),Ot)});return Promise.race([s,t]).finally(()=>clearTimeout(e))}var Dt=40,It=12e3,Kt="",ie=class{constructor(e,t,i,n){this.service=e;this.store=t;this.changed=i;this.owned=n;this.last=t.read("conversation")?.turns.at(-1)?.key??0}service;store;changed;owned;id=null;turns=[];about;owner;underWay=null;last;async meet(){try{this.about=await this.service.about(),this.belongTo(this.about.caller??null)}catch(e){throw this.about??=null,e instanceof g&&e.kind==="signedOut"&&this.owner!==void 0&&this.belongTo(Kt),e}finally{this.changed()}}belongTo(e){if(e===this.owner)return;let t=this.owner===void 0?this.turns:this.turns.filter(n=>n.phase);this.owner=e;let i=this.store.belongTo(e)?this.store.read("conversation"):null;for(let n of i?.turns??[])n.phase&&Object.assign(n,{phase:null,fault:"cut"});this.id=i?.id??null,this.turns=[...i?.turns??[],...t],this.keep(),this.owned()}get busy(){return this.underWay!==null}async ask(e){let t={key:++this.last,question:e,phase:"searching",partial:"",answer:null,fault:null,seconds:0,verdict:null};this.turns=[...this.turns,t];let i=new AbortController;this.underWay=i,this.keep();try{await this.meet();for await(let n of this.asking(e,i.signal)){if(this.underWay!==i)break;n.event==="passages"&&(t.phase="reading"),n.event==="delta"&&(t.phase="checking",t.partial+=n.text),n.event==="answer"&&this.take(t,n.answer),this.changed()}}catch(n){let{kind:o,seconds:r=0}=I(n);Object.assign(t,{fault:o,seconds:r})}return t.phase=null,this.underWay===i&&(this.underWay=null,this.keep()),t}async*asking(e,t){try{yield*this.service.ask(e,this.id,this.history(),t)}catch(i){if(!this.id||!(i instanceof g&&i.kind==="missing"))throw i;this.id=null,yield*this.service.ask(e,null,this.history(),t)}}stop(){this.underWay?.abort()}again(e){return this.turns=this.turns.filter(t=>t!==e),this.ask(e.question)}async rate(e,t,i){e.answer&&(await this.service.rate(e.answer.id,t,i),e.verdict=t,this.keep())}restart(){let e=this.underWay;this.underWay=null,e?.abort(),this.id=null,this.turns=[],this.keep()}async forget(){this.id&&await this.service.forget(this.id),this.restart()}take(e,t){e.answer=t,t.question||(e.question=""),this.id=t.conversation_id}history(){let t=this.turns.flatMap(({question:i,answer:n})=>n&&i&&!n.status.startsWith("error")?[{role:"user",text:i},{role:"assistant",text:n.text}]:[]).slice(-Dt);for(;t.reduce((i,n)=>i+n.text.length,0)>It;)t.splice(0,2);return t}keep(){let e={id:this.id,turns:this.turns};this.owner!==void 0&&this.store.write("conversation",this.turns.length?e:null),this.changed()}},ne=class{constructor(e){this.name=e}name;belongTo(e){let t=this.read("owner")===e;if(!t)for(let i of["conversation","source"])this.write(i,null);return this.write("owner",e),t}read(e){try{return JSON.parse(sessionStorage.getItem(this.name+e)??"null")}catch{return null}}write(e,t){try{t===null?sessionStorage.removeItem(this.name+e):sessionStorage.setItem(this.name+e,JSON.stringify(t))}catch{}}};var oe={translation:"complete and proof-read",brand:"EU Internet Forum assistant",heading:"Ask about the EU Internet Forum",launch:"Ask the assistant",close:"Close",restart:"New conversation",delete:"Delete conversation",deleteAsk:"Delete this conversation, here and on the server?",deleteYes:"Delete",deleteNo:"Keep",deleted:"The conversation was deleted.",deleteFailed:"The conversation could not be deleted. Please try again in a moment.",welcome:"Ask a question in any official language of the European Union. Every answer shows where it stands in the documents, so that you can check it.",knows:{one:"I know {count} document.",other:"I know {count} documents."},knowsNewest:{one:"I know {count} document, of {date}.",other:"I know {count} documents, the newest of {date}."},examples:"You could ask",suggestions:["Who joined the EU Internet Forum in June 2024?","When was the EU Internet Forum launched?"],conversation:"Conversation",conversationKeys:"Arrow keys move through the conversation, Escape returns to the question.",question:"Your question",placeholder:"Ask a question …",send:"Send",stop:"Stop",asked:"You asked:",notKept:"This question is not shown, because it seemed to contain personal data.",searching:"Searching the documents …",reading:"Reading what was found …",checking:"Checking every sentence …",slow:"This is taking longer than usual …",newAnswer:"Go to the new answer",empty:"Please type a question.",tooLong:{one:"The question is {count} character too long.",other:"The question is {count} characters too long."},clarification:"Which of these do you mean?",unanswerable:"Not in the documents",refused:"Not answered",error:"Something went wrong",differ:"The sources differ",citation:"Citation {number}: {title}",note:"Note",noteExplained:"A summary written for this assistant, not the wording of the pages it rests on.",restsOn:"It rests on",originalPage:"Original page",page:"page {page}",undated:"no date",retrieved:"retrieved {date}",inLanguage:"in {language}",showSource:"Show in the document",newTab:"opens in a new tab",ownPage:"Open as a page",sources:"Sources",source:"Document",answer:"Answer",toQuote:"Go to the quoted text",loading:"Loading …",sourceMissing:"This document cannot be shown. It may have been changed or removed.",next:"You could also ask",copy:"Copy with sources",copied:"The answer and its sources were copied.",copyFailed:"Copying does not work in this browser. Please select the text instead.",helpful:"Helpful",unhelpful:"Not helpful",comment:"What was good, what was wrong? (optional)",commentSend:"Send comment",thanks:"Thank you for your feedback.",feedbackFailed:"Your feedback could not be saved. Please try again in a moment.",commentRefused:"The comment was not accepted. Please leave out personal data, such as phone numbers, and make it shorter if it is long.",feedbackMissing:"Feedback is not collected here.",again:"Ask again",ai:"You are talking to an AI system. Check what matters in the sources.",privacy:"Privacy",contact:"Contact:",offline:"You are offline. Your question is kept: ask again when you are back online.",online:"You are back online.",unreachable:"The assistant cannot be reached. Check your connection, then ask again.",cut:"The connection broke before the answer was complete. Please ask again.",stopped:"You stopped this answer.",limited:{one:"Too many questions in a short time. Please ask again in {count} second.",other:"Too many questions in a short time. Please ask again in {count} seconds."},signedOut:"You are not signed in any more. Reload this page, sign in, and ask again.",notAllowed:"You may not use this assistant. Turn to its contact if you think you should.",missing:"The assistant was not found at its address. Turn to the people who run this page.",invalid:"The assistant did not accept this question. Please put it in other words.",unavailable:"The assistant is not available at the moment. Please ask again later.",failed:"Something went wrong on our side. Please ask again in a moment."};var Bt={en:"en-IE",pt:"pt-PT"},Vt="bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv".split(" "),$=class{constructor(e="en",t=oe){this.language=e;this.table=t;this.locales=[Bt[e]??e,"en-IE"]}language;table;locales;say(e,t={}){let i=this.table[e]??oe[e];return((typeof i=="string"?i:i[new Intl.PluralRules(this.locales).select(Number(t.count))]??i.other)??"").replace(/\{(\w+)\}/g,(o,r)=>{let a=t[r];return typeof a=="number"?a.toLocaleString(this.locales):a??""})}get suggestions(){return this.table.suggestions??oe.suggestions}day(e){let t=new Date(`${e}T12:00:00Z`);return Number.isNaN(t.getTime())?e:t.toLocaleDateString(this.locales,{dateStyle:"long",timeZone:"UTC"})}languageName(e){try{return new Intl.DisplayNames(this.locales,{type:"language"}).of(e)??e}catch{return e}}};function dt(s){return s.map(t=>t?.toLowerCase().split("-")[0]??"").find(t=>Vt.includes(t))??"en"}async function ut(s,e){if(s==="en")return new $;try{let t=await fetch(new URL(`widget/${s}.json`,e));return t.ok?new $(s,await t.json()):new $}catch{return new $}}function ht(s,e,t){return l`<header>
    <h2>${s}</h2>
    ${te(e,({key:i})=>i,({key:i,icon:n,act:o})=>l`<button class="icon" aria-label=${t.say(i)} title=${t.say(i)} @click=${o}>
          ${n}
        </button>`)}
  </header>`}function pt(s,e,t,i){return l`<div class="confirm" role="group" aria-labelledby="confirm">
    <p id="confirm">${e.say(s)}</p>
    <button class="action strong" @click=${t}>${e.say("deleteYes")}</button>
    <button class="action" @click=${i}>${e.say("deleteNo")}</button>
  </div>`}var Yt=new $().say("ai");function mt(s,e,t,i){return l`<div class="welcome">
    <p class="lead">${t.say("welcome")}</p>
    ${s&&s.notice!==Yt?l`<p class="quiet" lang="">${s.notice}</p>`:d}
    ${s?l`<p class="quiet">${Gt(s,t)}</p>`:d}
    ${e.length?l`<p class="quiet" id="examples">${t.say("examples")}</p>
          <ul class="offers" aria-labelledby="examples">
            ${e.map(n=>l`<li>
                  <button class="offer" @click=${()=>i(n)}>${n}</button>
                </li>`)}
          </ul>`:d}
  </div>`}function Gt({documents:s,newest:e},t){return e?t.say("knowsNewest",{count:s,date:t.day(e)}):t.say("knows",{count:s})}function gt(s,e){let t=W(s?.privacy_url??null),i=s?.contact;return l`<footer>
    <span>${e.say("ai")}</span>
    ${t?l`<span>${j(t,e.say("privacy"),e)}</span>`:d}
    ${i?l`<span>${e.say("contact")} ${Jt(i,e)}</span>`:d}
  </footer>`}function Jt(s,e){return/^[^\s@]+@[^\s@]+$/.test(s)?l`<a href="mailto:${s}">${s}</a>`:j(s,s,e)}var Zt={ArrowDown:1,ArrowRight:1,ArrowUp:-1,ArrowLeft:-1,Home:-1/0,End:1/0},re=class{constructor(e){this.container=e;e.addEventListener("keydown",t=>this.move(t)),e.addEventListener("focusin",t=>this.stay(t.target))}container;current=null;refresh(){let e=this.items();(!this.current||!e.includes(this.current))&&(this.current=e.findLast(t=>t.localName==="article")??e[0]??null);for(let t of e)t.tabIndex=t===this.current?0:-1}items(){return[...this.container.querySelectorAll("article, button, a[href]")].filter(t=>!t.closest("form"))}stay(e){e.closest("form")||(this.current=e,this.refresh())}move(e){let t=e.target,i=Zt[e.key];if(!i||e.ctrlKey||e.altKey||e.metaKey||t.closest("form"))return;let n=this.items(),o=Math.min(Math.max(n.indexOf(t)+i,0),n.length-1);e.preventDefault(),n[o]?.focus()}};function Qt(s,e,t){let i=[],n=0;for(let o of s.text.split(`
`)){let r=[...o],[a,c]=[n,n+r.length];n=c+1;let p=s.sections.some(h=>h.start<=a&&a<h.end);if(!o.trim()||!p&&o===s.title)continue;let f=o.startsWith("- "),u=(h,m)=>r.slice(Math.max(h,a+(f?2:0))-a,Math.max(m-a,0)).join("");i.push({kind:p?f?"item":"line":"head",before:u(a,Math.min(e,c)),quote:u(e,Math.min(t,c)),after:u(t,c)})}return i}function ft(s,e,t,i,n,o){return l`<aside class="source" aria-label=${i.say("source")}>
    <header>
      <h2 tabindex="-1">${i.say("source")}</h2>
      ${t&&!(s instanceof g)?l`<a class="quiet" href=${t} target="_blank" rel="noopener"
            >${i.say("ownPage")}<span class="away">${v.away}</span
            ><span class="hidden"> (${i.say("newTab")})</span></a
          >`:d}
      <button class="icon" aria-label=${i.say("close")} title=${i.say("close")} @click=${n}>
        ${v.close}
      </button>
    </header>
    <div class="text" tabindex="0" role="region" aria-label=${i.say("source")}>
      ${s==="loading"?l`<p class="phase">${i.say("loading")}</p>`:s instanceof g?Xt(s,i,o):es(s,e,i)}
    </div>
  </aside>`}function Xt({kind:s,seconds:e},t,i){return s==="missing"?l`<p class="box">${t.say("sourceMissing")}</p>`:l`<div class="box attention">
    <p>${v.attention}<span>${t.say(s,{count:e??0})}</span></p>
    <button class="action strong" @click=${i}>${v.document}${t.say("showSource")}</button>
  </div>`}function es(s,e,t){return l`<div class="about">
      <p class="title" lang=${s.language}>${s.title}</p>
      <p class="quiet">
        ${D(s,t,"").join(" · ")} ·
        ${t.say("retrieved",{date:t.day(s.retrieved_on)})}
      </p>
      ${$e(s,t)} ${we(s,t)}
    </div>
    <div class="document" lang=${s.language}>
      ${Qt(s,e.start,e.end).map(({kind:i,before:n,quote:o,after:r})=>l`<p class=${i}>${n}${o?l`<mark>${o}</mark>`:d}${r}</p>`)}
    </div>`}var vt=ce`
  /* As a launcher the element is nothing of the page's layout, so none of the page's rules may move
     it. Inline, its box is the page's to place; what is inherited ends at .root. */
  :host {
    display: block;
  }
  :host([mode="launcher"]) {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    z-index: 2147483000 !important;
  }
  :host([hidden]) {
    display: none !important;
  }

  .root {
    all: initial;
    direction: ltr;
    unicode-bidi: isolate;
    color-scheme: light dark;
    --accent: var(--euif-accent, light-dark(#0b3d91, #9ec1ff));
    --on-accent: var(--euif-on-accent, light-dark(#ffffff, #0a1a33));
    --ground: var(--euif-ground, light-dark(#ffffff, #15181d));
    --raised: var(--euif-raised, light-dark(#f3f5f9, #20252d));
    --text: var(--euif-text, light-dark(#1b1e24, #eceef2));
    --quiet: var(--euif-quiet, light-dark(#545b67, #aab1bd));
    --line: var(--euif-line, light-dark(#d5dae2, #3a414c));
    --edge: var(--euif-edge, light-dark(#6e7684, #8a93a1));
    --mark: var(--euif-mark, light-dark(#ffe89a, #6a5500));
    --warn: var(--euif-warn, light-dark(#8a4b00, #ffc46b));
    --radius: var(--euif-radius, 12px);
    display: block;
    block-size: 100%;
    color: var(--text);
    font: var(--euif-font-size, medium) / 1.5 var(--euif-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
  }
  :host([theme="light"]) .root {
    color-scheme: light;
  }
  :host([theme="dark"]) .root {
    color-scheme: dark;
  }
  .root[popover] {
    position: fixed;
    inline-size: 0;
    block-size: 0;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  blockquote {
    margin: 0;
    padding: 0;
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-inline-size: 24px;
    min-block-size: 24px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 8px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .plain {
    padding-inline-start: 1.2em;
  }
  .nowrap {
    white-space: nowrap;
  }
  .away svg {
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-inline-start: 0.2em;
    vertical-align: -0.1em;
  }

  /* The launcher and its panel */
  .launcher {
    position: fixed;
    inset: auto 20px 20px auto;
    gap: 0.6em;
    min-block-size: 56px;
    padding-inline: 1.1em 1.3em;
    border-radius: 28px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.25);
  }
  .launcher:hover {
    filter: brightness(1.12);
  }
  .launcher:focus-visible {
    outline-offset: 3px;
  }
  .panel {
    position: relative;
    container-type: inline-size;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
    overflow: hidden;
  }
  :host(:not([mode="launcher"])) .panel {
    block-size: var(--euif-height, min(44em, 88vh));
  }
  :host([mode="launcher"]) .panel {
    position: fixed;
    inset: auto 20px 20px auto;
    inline-size: min(26em, 100vw - 40px);
    block-size: min(44em, 100dvh - 40px);
    box-shadow: 0 12px 44px rgb(0 0 0 / 0.3);
  }
  :host([mode="launcher"]) .panel.wide {
    inline-size: min(62em, 100vw - 40px);
  }
  @media (max-width: 36rem), (max-height: 30rem) {
    :host([mode="launcher"]) .panel,
    :host([mode="launcher"]) .panel.wide {
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      border: 0;
      border-radius: 0;
    }
  }

  .columns {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
  }
  .chat,
  .source {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    background: var(--ground);
  }
  .wide .chat {
    visibility: hidden;
  }
  @container (min-width: 44em) {
    .wide .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .wide .chat {
      visibility: visible;
    }
    .source {
      grid-area: 1 / 2;
      border-inline-start: 1px solid var(--line);
    }
  }

  header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding: 8px 10px 8px 18px;
    border-block-end: 1px solid var(--line);
  }
  header h2 {
    flex: 1;
    min-inline-size: 0;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.3;
  }
  .icon {
    inline-size: 40px;
    block-size: 40px;
    color: var(--quiet);
  }
  .icon:hover,
  .action:hover,
  .entry:hover {
    background: var(--raised);
    color: var(--text);
  }

  .confirm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 18px;
    border-block-end: 1px solid var(--line);
    background: var(--raised);
    font-size: 0.9375em;
  }
  .confirm p {
    flex: 1 0 100%;
  }
  .confirm .action:last-child {
    border-color: var(--edge);
    color: var(--text);
  }

  /* The conversation */
  .transcript {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scroll-behavior: smooth;
    padding-inline: 18px;
  }
  .welcome {
    display: grid;
    gap: 12px;
    padding-block: 20px;
  }
  .welcome .lead {
    font-size: 1.0625em;
  }
  .turn {
    display: grid;
    align-content: start;
    gap: 14px;
    padding-block: 16px;
    border-radius: 8px;
  }
  .turn:focus-visible {
    outline-offset: -3px;
  }
  .turn:last-child {
    min-block-size: 100%;
  }
  .question {
    justify-self: end;
    max-inline-size: 88%;
    padding: 8px 14px;
    border: 1px solid transparent;
    border-radius: var(--radius) var(--radius) 4px var(--radius);
    background: var(--raised);
  }
  .typed {
    white-space: pre-wrap;
  }
  .reply,
  .said {
    display: grid;
    gap: 10px;
    min-inline-size: 0;
  }
  .reply ul:not([class]) {
    padding-inline-start: 1.3em;
  }
  .reply h3 {
    margin-block-start: 6px;
    font-size: 0.875em;
    font-weight: 650;
  }
  .phase {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--quiet);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    inline-size: 6px;
    block-size: 6px;
    border: 3px solid currentColor;
    border-radius: 50%;
    animation: pulse 1.2s infinite ease-in-out;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes pulse {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }
  .box {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .box.attention {
    border-color: var(--warn);
  }
  .box.attention p,
  .family,
  .opening {
    display: flex;
    align-items: start;
    gap: 0.5em;
  }
  .box svg {
    margin-block-start: 0.12em;
  }
  .attention svg,
  .family svg,
  .opening svg {
    color: var(--warn);
  }
  .opening {
    padding: 8px 12px;
    border: 1px solid var(--warn);
    border-radius: 8px;
    font-weight: 600;
  }
  .whose {
    margin-block: 4px -6px;
    color: var(--quiet);
    font-size: 0.875em;
    font-weight: 650;
  }
  .marker {
    min-inline-size: 24px;
    padding-inline: 6px;
    border: 1px solid var(--edge);
    border-radius: 12px;
    color: var(--accent);
    font-size: 0.8125em;
    font-weight: 650;
    line-height: 1;
    vertical-align: 0.06em;
  }
  .marker:hover,
  .marker[aria-expanded="true"] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .card {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 12px 14px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  }
  .card .title {
    font-weight: 650;
    line-height: 1.35;
  }
  blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--accent);
    white-space: pre-wrap;
  }
  .note {
    padding: 6px 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    font-size: 0.875em;
  }
  .badge {
    padding: 0 6px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    color: var(--text);
    font-weight: 600;
  }
  .sources,
  .offers {
    display: grid;
    gap: 4px;
    list-style: none;
  }
  .offers {
    gap: 8px;
    justify-items: start;
  }
  .entry {
    align-items: start;
    justify-content: start;
    gap: 10px;
    inline-size: calc(100% + 20px);
    margin-inline: -10px;
    padding: 6px 10px;
  }
  .entry .quiet {
    display: block;
  }
  .paper {
    display: none;
    margin-inline-start: 2.2em;
    font-size: 0.875em;
  }
  .numbers {
    flex: none;
    color: var(--accent);
    font-weight: 650;
  }
  .offer {
    padding: 8px 14px;
    border-color: var(--edge);
    border-radius: var(--radius);
    color: var(--accent);
  }
  .offer:hover {
    border-color: var(--accent);
    background: var(--raised);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-inline: -8px;
  }
  .action {
    min-block-size: 32px;
    padding: 3px 8px;
    color: var(--quiet);
    font-size: 0.875em;
  }
  .action[aria-pressed="true"] {
    border-color: var(--accent);
    color: var(--accent);
  }
  .card .action {
    border-color: var(--edge);
    color: var(--accent);
  }
  .strong {
    padding-inline: 14px;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .strong:hover {
    background: var(--accent);
    color: var(--on-accent);
    filter: brightness(1.12);
  }
  .comment {
    display: grid;
    gap: 8px;
    justify-items: start;
    font-size: 0.9375em;
  }
  textarea {
    inline-size: 100%;
    padding: 9px 12px;
    border: 1px solid var(--edge);
    border-radius: 10px;
    background: var(--ground);
    line-height: 1.4;
    resize: none;
    field-sizing: content;
    max-block-size: 9.5em;
  }
  .newest {
    position: absolute;
    inset: auto 0 100%;
    inline-size: max-content;
    max-inline-size: 100%;
    margin: 0 auto 10px;
    padding: 6px 14px;
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.875em;
    font-weight: 600;
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.25);
  }

  /* Asking */
  .ask {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 4px 8px;
    padding: 10px 18px 8px;
    border-block-start: 1px solid var(--line);
  }
  .ask label {
    grid-column: 1 / -1;
    font-size: 0.875em;
    font-weight: 600;
  }
  .ask .error {
    grid-column: 1 / -1;
    color: light-dark(#a3160f, #ffb4ab);
    font-size: 0.875em;
  }
  textarea[aria-invalid="true"] {
    border-color: light-dark(#a3160f, #ffb4ab);
  }
  .send {
    inline-size: 44px;
    block-size: 44px;
    border-radius: 12px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .send[aria-disabled="true"] {
    border-color: var(--edge);
    background: none;
    color: var(--quiet);
    cursor: default;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding: 0 18px 10px;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  footer a,
  .welcome a {
    display: inline-block;
    min-block-size: 24px;
    color: inherit;
  }

  /* The document beside the chat */
  .source .text {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 14px 18px 32px;
  }
  .about {
    display: grid;
    gap: 8px;
    justify-items: start;
    margin-block-end: 16px;
    padding-block-end: 14px;
    border-block-end: 1px solid var(--line);
  }
  .source .title {
    font-size: 1.125em;
    font-weight: 650;
    line-height: 1.3;
  }
  .document {
    display: grid;
    gap: 10px;
  }
  .document .head {
    margin-block-start: 8px;
    font-weight: 650;
  }
  .document .item {
    display: list-item;
    list-style: disc;
    margin-inline-start: 1.3em;
  }
  mark {
    padding-block: 0.1em;
    background: var(--mark);
    color: inherit;
  }

  /* Where height is short, at 400 % zoom for one, all of it scrolls together. */
  @media (max-height: 30rem) {
    .panel {
      overflow: auto;
    }
    .columns,
    .chat,
    .source,
    .transcript,
    .source .text {
      display: block;
      min-block-size: auto;
      block-size: auto;
      overflow: visible;
    }
    .turn:last-child {
      min-block-size: 0;
    }
    .ask {
      display: grid;
    }
    .newest {
      position: static;
    }
    .wide .chat {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .transcript {
      scroll-behavior: auto;
    }
    .dots i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    button:not(.entry),
    .question {
      border-color: currentColor;
    }
    [aria-disabled="true"] {
      color: GrayText;
    }
    [aria-pressed="true"],
    .marker[aria-expanded="true"] {
      border-color: Highlight;
      color: Highlight;
    }
  }
  @media print {
    :host([mode="launcher"]) {
      display: none !important;
    }
    .root,
    :host([theme="dark"]) .root {
      color-scheme: light;
    }
    :host(:not([mode="launcher"])) .panel {
      block-size: auto;
      border: 0;
    }
    .panel,
    .columns,
    .chat,
    .source,
    .transcript,
    .source .text {
      display: block;
      min-block-size: auto;
      overflow: visible;
      padding-inline: 0;
      border: 0;
    }
    .wide .chat {
      visibility: visible;
    }
    .turn:last-child {
      min-block-size: 0;
    }
    .paper {
      display: block;
    }
    .marker,
    .marker[aria-expanded="true"] {
      background: none;
      color: var(--text);
    }
    /* On paper there is nothing to click. */
    header,
    .confirm,
    .ask,
    .offers,
    [id^="offers-"],
    .actions,
    .actions ~ *,
    .card .action,
    .strong {
      display: none;
    }
  }
`;var ts={unanswerable:"unanswerable",refused:"refused",error:"error"};function yt(s,e){let{words:t}=e;return l`<article
    class="turn"
    id="turn-${s.key}"
    tabindex="-1"
    aria-label=${s.question||t.say("asked")}
  >
    <p class="question">
      <span class="hidden">${t.say("asked")}</span>${s.question?l`<span class="typed">${s.question}</span>`:l`<em>${t.say("notKept")}</em>`}
    </p>
    <div class="reply">
      ${s.answer?os(s,s.answer,e):ns(s)}
      ${s.phase&&!s.answer?ss(s.phase,e):d}
      ${s.fault?is(s,e):d}
    </div>
  </article>`}function ss(s,{words:e,slow:t}){return l`<p class="phase">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
    ${e.say(s)} ${t?e.say("slow"):d}
  </p>`}function bt(s,{words:e,again:t}){return l`<button class="action strong" lang=${e.language} @click=${()=>t(s)}>
    ${e.say("again")}
  </button>`}function is(s,e){let t=s.fault==="stopped";return l`<div class="box ${t?"":"attention"}">
    <p>
      ${t?d:v.attention}
      <span>${e.words.say(s.fault??"failed",{count:s.seconds})}</span>
    </p>
    ${bt(s,e)}
  </div>`}function ns(s){return l`${be(s.partial,[]).map(e=>$t(e,t=>t))}`}function os(s,e,t){let{words:i}=t,n=ts[e.status.split("_")[0]??""],o=e.suggestions.length>0;return l`
    <div class=${n?"box":"said"} lang=${e.language}>
      ${n?l`<p class="family" lang=${i.language}>
            ${v.attention}<strong>${i.say(n)}</strong>
          </p>`:d}
      ${as(s,e,t)}
      ${e.status.startsWith("error")?bt(s,t):d}
    </div>
    ${e.citations.length?rt(e.citations,i,e.language,t.show,t.page):d}
    ${o?rs(e,t):d}
    <div class="actions">
      <button class="action" @click=${()=>t.copy(s)}>
        ${t.copied===s.key?v.copied:v.copy}${i.say("copy")}
      </button>
      ${["helpful","unhelpful"].map(r=>l`<button
            class="action"
            aria-pressed=${s.verdict===r}
            @click=${()=>t.rate(s,r,null)}
          >
            ${v[r]}${i.say(r)}
          </button>`)}
    </div>
    ${t.noted?.turn===s.key?l`<p class="quiet">${i.say(t.noted.key)}</p>`:d}
    ${t.commenting===s.key?cs(s,t):d}
  `}function rs(s,{words:e,ask:t}){let i=s.status==="clarification";return l`<p class=${i?"hidden":"quiet"} id="offers-${s.id}">
      ${e.say(i?"clarification":"next")}
    </p>
    <ul class="offers" aria-labelledby="offers-${s.id}">
      ${s.suggestions.map(n=>l`<li><button class="offer" @click=${()=>t(n)}>${n}</button></li>`)}
    </ul>`}function as(s,e,t){let i=be(st(e),e.citations),n=e.status==="answered"?i.findIndex(r=>!et(r)):0,o=[];return i.forEach((r,a)=>{let c=r.pieces.flatMap(h=>h.citation??[]),p=c[0],f=new Set(c.map(h=>h.document_id)).size===1;n>0&&p&&f&&o.push(l`<p class="whose" lang=${p.language}>${p.title}</p>`),o.push(a<n?l`<p class="opening">
            ${a===0&&e.trace.unsure?v.attention:v.differ}
            <span>${r.pieces.map(h=>h.text)}</span>
          </p>`:$t(r,(h,m)=>ls(h,m,`${s.key}.${a}`,t)));let u=c.find(({number:h})=>t.open===`${s.key}.${a}.${h}`);u&&o.push(l`<div lang=${t.words.language}>
          ${ot(u,"card",t.words,e.language,t.show)}
        </div>`)}),o}function $t({item:s,pieces:e},t){let i=e.map(({text:n,language:o,citation:r})=>t(o?l`<span lang=${o}>${n}</span>`:n,r));return s?l`<ul><li>${i}</li></ul>`:l`<p>${i}</p>`}function ls(s,e,t,{words:i,open:n,toggle:o}){if(!e)return l`${s}`;let r=`${t}.${e.number}`,a=n===r;return l`${s}<span class="nowrap">&nbsp;<button
        class="marker"
        lang=${i.language}
        aria-expanded=${a}
        aria-controls=${a?"card":d}
        aria-label=${i.say("citation",{number:e.number,title:e.title})}
        @click=${()=>o(r)}
      >${e.number}</button></span>`}function cs(s,{words:e,rate:t}){return l`<form class="comment" @submit=${n=>{n.preventDefault();let o=new FormData(n.target).get("comment");s.verdict&&t(s,s.verdict,String(o).trim())}}>
    <label for="comment-${s.key}">${e.say("comment")}</label>
    <textarea id="comment-${s.key}" name="comment" rows="2" maxlength="2000"></textarea>
    <button class="action strong">${e.say("commentSend")}</button>
  </form>`}var ds=2e3,us=8e3,hs="(max-width: 36rem), (max-height: 30rem)",ps=document.currentScript?.src??location.href,ke=class extends T{static styles=vt;static properties={src:{},lang:{reflect:!0},mode:{reflect:!0},heading:{},theme:{reflect:!0},token:{},suggestions:{},getToken:{attribute:!1}};service;store;conversation;words=null;learning=null;opened=!1;confirming=null;problem=null;live={text:"",language:"en"};behind=!1;card=null;commenting=null;noted=null;copied=null;slow=!1;shown=null;source="loading";opener=null;roving=null;constructor(){super(),this.mode="launcher",this.src=this.heading=this.theme=this.token=this.suggestions=this.getToken=null}connectedCallback(){super.connectedCallback(),addEventListener("online",this.cameOnline),document.addEventListener("visibilitychange",this.learnAbout),this.start()}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("online",this.cameOnline),document.removeEventListener("visibilitychange",this.learnAbout),this.conversation.stop()}start(){this.conversation?.stop();let e=new URL(this.src?`${this.src.replace(/\/+$/,"")}/`:".",this.src?location.href:ps);this.service=new se(e,async()=>await this.getToken?.()??this.token);let t=[...document.querySelectorAll(this.localName)];this.store=new ne(`euif-assistant ${e.href} ${this.id||t.indexOf(this)} `),this.conversation=new ie(this.service,this.store,()=>this.requestUpdate(),this.showKept),this.opened=this.store.read("opened")??!1,this.learning=this.learnWords(),this.updateComplete.then(this.learnAbout)}async learnWords(){let e=this.lang||this.closest("[lang]")?.lang;this.words=await ut(dt([e,...navigator.languages]),this.service.base),this.requestUpdate()}learnAbout=async()=>{!this.shownAtAll||document.hidden||await this.conversation.meet().catch(()=>{})};showKept=()=>{this.confirming=this.card=this.noted=this.commenting=null,this.live={text:"",language:"en"};let e=this.store.read("source");e?this.read(e):this.closeSource()};willUpdate(e){this.hasUpdated&&e.has("lang")&&this.learnWords(),this.hasUpdated&&e.has("src")?this.start():this.hasUpdated&&(e.has("token")||e.has("getToken"))&&this.learnAbout()}updated(){let e=this.renderRoot.querySelector(".root[popover]");e&&!e.matches(":popover-open")&&e.showPopover();let t=this.renderRoot.querySelector(".transcript");t&&(this.roving??=new re(t),this.roving.refresh())}render(){let{words:e}=this;if(!e)return this.mode==="launcher"?this.showBare():l``;let t=this.mode==="launcher",i=this.conversation.about??null,n=this.heading??e.say("heading");return l`<div class="root" lang=${e.language} popover=${t?"manual":d}>
      ${t?l`<button
            class="launcher"
            ?hidden=${this.opened}
            aria-expanded=${this.opened}
            aria-haspopup="dialog"
            @click=${this.open}
          >
            ${v.ask}<span>${e.say("launch")}</span>
          </button>`:d}
      <div
        class="panel ${this.shown?"wide":""}"
        role=${t?"dialog":"region"}
        aria-label=${n}
        ?hidden=${!this.shownAtAll}
        @keydown=${this.pressed}
      >
        <div class="columns">
          <div class="chat">
            ${ht(n,this.tools,e)}
            ${this.confirming?pt(this.confirming,e,this.forget,()=>this.confirm(null)):d}
            ${this.showTranscript(e)} ${this.showForm(e)} ${gt(i,e)}
          </div>
          ${this.shown?ft(this.source,this.shown,this.service.page(`${this.shown.view}#quote`),e,()=>this.closeSource(),()=>{this.read(this.shown,!0)}):d}
        </div>
      </div>
      <div class="hidden" role="status" aria-live="polite" aria-atomic="true">
        <span lang=${this.live.language}>${this.live.text}</span>
      </div>
    </div>`}showBare(){return l`<div class="root" popover="manual">
      <button class="launcher" aria-label=${new $().say("launch")} @click=${this.open}>${v.ask}</button>
    </div>`}get tools(){let e=[];return this.conversation.turns.length&&e.push({key:"restart",icon:v.restart,act:()=>this.restart()},{key:"delete",icon:v.remove,act:()=>{this.confirm("deleteAsk")}}),this.mode==="launcher"&&e.push({key:"close",icon:v.close,act:()=>{this.close()}}),e}offered(e){return this.suggestions===null?e.suggestions:this.suggestions.split("|").map(t=>t.trim()).filter(Boolean)}showTranscript(e){let{about:t,turns:i}=this.conversation,n={words:e,open:this.card,commenting:this.commenting,noted:this.noted,copied:this.copied,slow:this.slow,toggle:o=>{this.card=this.card===o?null:o,this.requestUpdate(),this.reveal(".card")},show:o=>this.show(o),page:o=>this.service.page(o),ask:o=>this.pick(()=>this.conversation.ask(o)),again:o=>this.pick(()=>this.conversation.again(o)),copy:o=>{this.copy(o)},rate:(o,r,a)=>{this.rate(o,r,a)}};return l`<div
      class="transcript"
      role="region"
      aria-label=${e.say("conversation")}
      aria-describedby="keys"
      tabindex=${i.length?d:"0"}
      @scroll=${this.look}
    >
      ${i.length?te(i,o=>o.key,o=>yt(o,n)):t===void 0?d:mt(t,this.offered(e),e,n.ask)}
    </div>`}showForm(e){let{busy:t}=this.conversation,i=e.say(t?"stop":"send");return l`<form class="ask" @submit=${this.submit} novalidate>
      ${this.behind?l`<button type="button" class="newest" @click=${()=>this.showNewest()}>
            ${v.down}${e.say("newAnswer")}
          </button>`:d}
      <label for="question">${e.say("question")}</label>
      <textarea
        id="question"
        rows="1"
        placeholder=${e.say("placeholder")}
        aria-invalid=${this.problem?"true":d}
        aria-describedby=${this.problem?"problem":d}
        @keydown=${this.typed}
        @input=${this.checkLength}
      ></textarea>
      <button class="send" aria-label=${i} title=${i} aria-disabled=${!t&&this.typing===""}>
        ${t?v.stop:v.send}
      </button>
      ${this.problem?l`<p class="error" id="problem">${this.problem}</p>`:d}
      <span class="hidden" id="keys">${e.say("conversationKeys")}</span>
    </form>`}open=async()=>{this.opened=!0,this.store.write("opened",!0),this.requestUpdate(),await this.updateComplete,this.box?.focus(),await this.learnAbout(),await this.updateComplete,this.showNewest(),this.showMark(),this.look()};async close(){this.opened=!1,this.store.write("opened",null),this.requestUpdate(),await this.updateComplete,this.renderRoot.querySelector(".launcher")?.focus()}pressed=e=>{if(e.key==="Tab"&&this.stayInside(e),e.key!=="Escape"||e.isComposing)return;e.stopPropagation();let t=e.target;t.closest(".source")?this.closeSource():t.closest(".transcript")?this.box?.focus():this.confirming?this.confirm(null):this.mode==="launcher"&&this.close()};stayInside(e){if(this.mode!=="launcher"||!matchMedia(hs).matches)return;let t=[...this.renderRoot.querySelectorAll("button, a, textarea, [tabindex]")].filter(o=>o.tabIndex>=0&&o.checkVisibility({visibilityProperty:!0})),[i,n]=e.shiftKey?[t[0],t.at(-1)]:[t.at(-1),t[0]];this.shadowRoot?.activeElement===i&&(e.preventDefault(),n?.focus())}submit=e=>{if(e.preventDefault(),this.conversation.busy){this.conversation.stop();return}this.send()};typed=e=>{e.key!=="Enter"||e.shiftKey||e.isComposing||(e.preventDefault(),this.conversation.busy||this.send())};checkLength=()=>{let e=[...this.typing].length-ds;this.problem=e>0?this.words.say("tooLong",{count:e}):null,this.requestUpdate()};send(){let e=this.typing;if(this.checkLength(),/[\p{L}\p{N}]/u.test(e)||(this.problem=this.words.say("empty")),this.problem){this.say(this.problem);return}this.box.value="",this.follow(this.conversation.ask(e))}pick(e){if(this.conversation.busy)return;this.follow(e());let t=this.conversation.turns.at(-1);t&&this.goTo(t)}async follow(e){this.say(this.words.say("searching"));let t=setTimeout(()=>{this.slow=!0,this.say(this.words.say("slow"))},us);await this.updateComplete,this.showNewest();let i=await e;clearTimeout(t),this.slow=!1,i.answer?this.say(tt(i.answer),i.answer.language):i.fault&&this.say(this.words.say(i.fault,{count:i.seconds})),await this.updateComplete,this.look()}async copy(e){let{answer:t}=e,i=this.words;if(!t)return;let n=at(t.citations,i,a=>this.service.page(a)),o=n.length?`

${i.say("sources")}
${n.join(`
`)}`:"",r=await ms(`${t.text}${o}
`,this.renderRoot);this.copied=r?e.key:null,this.note(e,r?"copied":"copyFailed")}async rate(e,t,i){try{await this.conversation.rate(e,t,i),this.commenting=i===null?e.key:null,this.note(e,"thanks"),i!==null?await this.goTo(e):await this.reveal(".comment")}catch(n){let{kind:o}=I(n),r=o==="invalid"&&i!==null;this.note(e,r?"commentRefused":o==="missing"?"feedbackMissing":"feedbackFailed")}}note(e,t){this.noted={turn:e.key,key:t},this.say(this.words.say(t))}restart(){this.conversation.restart(),this.closeSource(),this.confirming=null,this.card=this.noted=this.commenting=null,this.box?.focus()}async confirm(e){this.confirming=e,this.requestUpdate(),await this.updateComplete,e?this.renderRoot.querySelector(".confirm button:last-child")?.focus():this.box?.focus()}forget=async()=>{try{await this.conversation.forget(),this.restart(),this.say(this.words.say("deleted"))}catch{this.confirming="deleteFailed",this.say(this.words.say("deleteFailed"))}};show(e){this.opener=this.shadowRoot.activeElement;let{document_id:t,start:i,end:n,view:o}=e;this.read({id:t,start:i,end:n,view:o},!0)}async read(e,t=!1){this.shown=e,this.source="loading",this.store.write("source",e),this.requestUpdate(),await this.updateComplete,t&&this.renderRoot.querySelector(".source h2")?.focus();let i=await this.service.document(e.id).catch(I);this.shown===e&&(this.source=i,this.requestUpdate(),await this.learning,await this.updateComplete,this.showMark())}showMark(){let e=this.renderRoot.querySelector(".source mark");e&&xe(this.scrollerOf(".source .text"),e,1/3)}closeSource(){if(!this.shown)return;let e=this.shadowRoot?.activeElement?.closest(".source");this.shown=null,this.store.write("source",null),this.requestUpdate(),this.updateComplete.then(()=>{e&&(this.opener?.isConnected?this.opener:this.box)?.focus()})}async goTo(e){await this.updateComplete,this.renderRoot.querySelector(`#turn-${e.key}`)?.focus({preventScroll:!0})}get shownAtAll(){return this.mode!=="launcher"||this.opened}get box(){return this.renderRoot.querySelector("#question")}get typing(){return this.box?.value.trim()??""}cameOnline=()=>{this.learnAbout(),this.shown&&this.source instanceof g&&this.read(this.shown),this.conversation.turns.at(-1)?.fault==="offline"&&this.say(this.words.say("online"))};say(e,t=this.words.language){this.live={text:e,language:t},this.requestUpdate()}showNewest(){let e=this.renderRoot.querySelector(".turn:last-child");e&&xe(this.scrollerOf(".transcript"),e,0)}async reveal(e){await this.updateComplete;let t=this.renderRoot.querySelector(e),i=this.scrollerOf(".transcript");!t||t.getBoundingClientRect().bottom<=i.getBoundingClientRect().bottom||xe(i,t,Math.max(1/4,1-t.offsetHeight/i.clientHeight))}look=()=>{let e=this.renderRoot.querySelector(".turn:last-child"),t=this.scrollerOf(".transcript"),i=e?e.getBoundingClientRect().top-t.getBoundingClientRect().top:0,n=this.shownAtAll&&i>t.clientHeight-48;n!==this.behind&&(this.behind=n,this.requestUpdate())};scrollerOf(e){let t=this.renderRoot.querySelector(e);return getComputedStyle(t).overflowY==="auto"?t:this.renderRoot.querySelector(".panel")}};function xe(s,e,t){let i=e.getBoundingClientRect().top-s.getBoundingClientRect().top;s.scrollTop+=i-t*s.clientHeight}async function ms(s,e){try{return await navigator.clipboard.writeText(s),!0}catch{let t=e.activeElement,i=document.createElement("textarea");i.className="hidden",i.value=s,e.append(i),i.select();let n=document.execCommand("copy");return i.remove(),t?.focus(),n}}customElements.get("euif-assistant")||customElements.define("euif-assistant",ke);})();
