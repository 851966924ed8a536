// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {BoundsTest} from "../session/CallPolicy.bounds.t.sol";
import {DecodingTest} from "../session/CallPolicy.decoding.t.sol";
import {ModesTest} from "../session/CallPolicy.modes.t.sol";
import {PermissionsTest} from "../session/CallPolicy.permissions.t.sol";
import {P256SessionKeyTest, SecpSessionKeyTest, WebAuthnSessionKeyTest} from "../session/SessionKeyKinds.t.sol";
import {BudgetsTest} from "../session/SessionValidator.budgets.t.sol";
import {CallsTest} from "../session/SessionValidator.calls.t.sol";
import {EnableTest} from "../session/SessionValidator.enable.t.sol";
import {FirstActionTest} from "../session/SessionValidator.firstAction.t.sol";
import {ModuleTest} from "../session/SessionValidator.module.t.sol";
import {PinsTest} from "../session/SessionValidator.pins.t.sol";
import {RevokeTest} from "../session/SessionValidator.revoke.t.sol";
import {RevokeBySessionKeyTest} from "../session/SessionValidator.revokeBySessionKey.t.sol";
import {SpendTest} from "../session/SessionValidator.spend.t.sol";
import {WindowTest} from "../session/SessionValidator.window.t.sol";
import {OTHER_ACCOUNT_FACTORY} from "../support/OtherAccountFactory.sol";

// Every suite of the session module that goes through operations, on an account of another make.

contract OtherBoundsTest is BoundsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherDecodingTest is DecodingTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherModesTest is ModesTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherPermissionsTest is PermissionsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherP256SessionKeyTest is P256SessionKeyTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherSecpSessionKeyTest is SecpSessionKeyTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherWebAuthnSessionKeyTest is WebAuthnSessionKeyTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherBudgetsTest is BudgetsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherCallsTest is CallsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherEnableTest is EnableTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherFirstActionTest is FirstActionTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherModuleTest is ModuleTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    /// @dev This account looks at its own list first.
    function _expectUninstalledRefuses(PackedUserOperation memory op, bytes memory) internal override {
        expectFailed(op, "AA24 signature error");
    }
}

contract OtherPinsTest is PinsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    /// @dev The one test that knows PlayerAccount's routing. Here every key reaches the module, which refuses it itself.
    function testFuzz_reverts_whenTheLaneIsNotTheModules(uint192 key) public override {
        vm.assume(key != lane());
        enable(makeGrant());
        PackedUserOperation memory op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), key);
        expectRefused(signUse(op), abi.encodeWithSelector(ISessionValidator.LaneMismatch.selector, key, lane()));
    }
}

contract OtherRevokeTest is RevokeTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherRevokeBySessionKeyTest is RevokeBySessionKeyTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherSpendTest is SpendTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherWindowTest is WindowTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}
