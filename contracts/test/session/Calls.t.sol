// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {Panic} from "@openzeppelin/contracts/utils/Panic.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Which calls a session may make, however the operation carries them.
contract CallsTest is SessionTest {
    bytes private constant MARK = abi.encode(uint256(0));

    /// @dev Two recipients, each with its own bound.
    function _twoRules() private returns (Grant memory) {
        return open(
            permitWhen("pay(address,uint256)", condition("2", "between", 1, 10)),
            permitWhen("pay(address,uint256)", condition("2", "between", 11, 99))
        );
    }

    function _pay(uint256 amount) private pure returns (bytes memory) {
        return abi.encodeCall(Ledger.pay, (address(1), amount));
    }

    function test_hints_chooseAmongRulesForOneFunction() public {
        Grant memory grant = _twoRules();
        handle(use(grant, batch(calls(_pay(10), _pay(99))), hex"0001"));
        handle(use(grant, packed(calls(_pay(99), _pay(10))), hex"0100"));
        assertEq(ledger.made(), 4, "all were made");
        assertEq(sessionNow(grant).actionsLeft, 96, "each counts");
    }

    function test_wrongHints_areRefused() public {
        Grant memory grant = _twoRules();
        bytes4 refused = ISessionValidator.CallArgumentRefused.selector;
        expectRefused(use(grant, onLedger(_pay(10)), hex"01"), abi.encodeWithSelector(refused, 0, 0, 10));
        expectRefused(use(grant, batch(calls(_pay(1), _pay(99))), hex"0000"), abi.encodeWithSelector(refused, 1, 0, 99));
        expectRefused(use(grant, onLedger(_pay(1)), ""), abi.encodeWithSelector(ISessionValidator.HintMissing.selector));
        for (uint256 i = 2; i < 256; i += 23) {
            expectRefused(use(grant, onLedger(_pay(1)), hint(uint8(i))), _notPermitted(0, Ledger.pay.selector));
        }
    }

    function test_callsWithoutAHint_takeTheLast() public {
        Grant memory grant = _twoRules();
        handle(use(grant, packed(calls(_pay(98), _pay(99))), hex"01"));
        handle(use(grant, batch(calls(_pay(1), _pay(2))), hex"00"));
        // Nobody reads hints beyond the last call.
        handle(use(grant, onLedger(_pay(3)), hex"00ff"));
        assertEq(ledger.amount(), 203, "made");
    }

    function test_otherFunctionsAndTargets_areRefused() public {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        refuse(grant, abi.encodeCall(Ledger.level, (1)), _notPermitted(0, Ledger.level.selector));
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, target, Ledger.pay.selector);
        expectRefused(use(grant, single(address(target), 0, _pay(1)), hint(0)), reason);
    }

    /// @dev The first packed call has no earlier target to inherit.
    function test_aFirstCallWithoutATarget_isRefused() public virtual {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, 0, address(0), Ledger.pay.selector);
        bytes memory noTarget = abi.encodePacked(bytes4(keccak256("runTogether()")), uint16(68), _pay(1));
        expectRefused(use(grant, noTarget, hint(0)), reason);
    }

    function test_callsThatAreTooShort_areRefused() public {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        refuse(grant, "", _notPermitted(0, 0));
        refuse(grant, hex"c4", _notPermitted(0, 0));
        bytes memory tooMuch = single(address(ledger), 1, _pay(1));
        expectRefused(
            use(grant, tooMuch, hint(0)),
            abi.encodeWithSelector(ISessionValidator.CallValueAboveLimit.selector, 0, 1, 0)
        );
    }

    function test_otherModes_areRefused() public {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        bytes32[6] memory modes = [
            bytes32(uint256(0xff) << 248),
            bytes32(uint256(0xfe) << 248),
            bytes32(uint256(0x0001) << 240),
            bytes32(uint256(0x0101) << 240),
            bytes32(uint256(1)),
            bytes32((uint256(1) << 248) | 1)
        ];
        for (uint256 i = 0; i < 6; ++i) {
            bytes memory execution = abi.encodePacked(address(ledger), uint256(0), _pay(1));
            bytes memory callData = abi.encodeWithSignature("execute(bytes32,bytes)", modes[i], execution);
            expectRefused(
                use(grant, callData, hint(0)),
                abi.encodeWithSelector(ISessionValidator.ExecutionModeNotAllowed.selector, modes[i])
            );
        }
        bytes4 execute = bytes4(keccak256("execute(bytes32,bytes)"));
        string[3] memory others = ["executeUserOp()", "execute(address,uint256,bytes)", "changeOwner(bytes,bytes)"];
        for (uint256 i = 0; i < 3; ++i) {
            bytes4 seen = bytes4(keccak256(bytes(others[i])));
            expectRefused(
                use(grant, abi.encodePacked(seen, _pay(1)), hint(0)),
                abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, seen, execute)
            );
        }
    }

    function test_batchesThatAreEmptyOrNotCanonical_areRefused() public {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        bytes memory none = abi.encodeWithSelector(ISessionValidator.CallCountZero.selector);
        expectRefused(use(grant, batch(new Execution[](0)), hint(0)), none);
        expectRefused(use(grant, packed(new Execution[](0)), hint(0)), none);
        bytes memory good = abi.encode(calls(_pay(1), _pay(2)));
        _refuseBatch(grant, bytes.concat(good, MARK));
        // The offset of the list, of the second call, and of its calldata.
        uint256[3] memory words = [uint256(0), 3, 11];
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory bad = bytes.concat(good);
            bad[words[i] * 32 + 31] = bytes1(uint8(bad[words[i] * 32 + 31]) ^ 0x20);
            refuseAny(use(grant, _batch(bad), hint(0)));
        }
        handle(use(grant, _batch(good), hint(0)));
    }

    function test_runsThatAreCutOff_areRefused() public {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        bytes memory good = packed(calls(_pay(1), _pay(2)));
        // After the selector and after the first call, the rest is a complete operation.
        for (uint256 length = 5; length < good.length; ++length) {
            if (length == 94) continue;
            bytes memory cut = bytes.concat(good);
            assembly ("memory-safe") {
                mstore(cut, length)
            }
            refuseAny(use(grant, cut, hint(0)));
        }
        handle(use(grant, good, hint(0)));
        assertEq(ledger.amount(), 3, "made");
    }

    function test_spending_isSummedOverAllCalls() public {
        Permission memory permission = permitLedger("pay(address,uint256)");
        permission.spendArgument = "2";
        Grant memory grant = open(permission);
        bytes4 exceeded = ISessionValidator.SpendExceeded.selector;
        expectRefused(
            use(grant, packed(calls(_pay(500), _pay(501))), hint(0)), abi.encodeWithSelector(exceeded, 1001, 1000)
        );
        bytes memory overflow = abi.encodeWithSignature("Panic(uint256)", Panic.UNDER_OVERFLOW);
        expectRefused(use(grant, packed(calls(_pay(1 << 255), _pay(1 << 255))), hint(0)), overflow);
        expectRefused(use(grant, batch(calls(_pay(1 << 255), _pay(1 << 255))), hint(0)), overflow);
        handle(use(grant, batch(calls(_pay(500), _pay(500))), hint(0)));
        expectRefused(use(grant, onLedger(_pay(1)), hint(0)), abi.encodeWithSelector(exceeded, 1, 0));
    }

    function _refuseBatch(Grant memory grant, bytes memory execution) private {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.ExecutionMalformed.selector);
        expectRefused(use(grant, _batch(execution), hint(0)), reason);
    }

    function _batch(bytes memory execution) private pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(uint256(1) << 248), execution);
    }

    function _notPermitted(uint256 index, bytes4 selector) private view returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, ledger, selector);
    }
}
