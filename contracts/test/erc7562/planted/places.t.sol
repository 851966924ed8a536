// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";

import {Phase, Report} from "../Validation.sol";
import {ValidationTrace} from "../ValidationTrace.sol";
import {PlantedCode} from "./PlantedCode.sol";

/// @dev The same faults in every contract that takes part in a validation, and the storage rules at their edges.
contract PlantedPlacesTest is ValidationTrace {
    address private _verifier = makeAddr("verifier");
    address private _somebody = makeAddr("somebody");

    /// @dev The session key names the planted verifier.
    function sessionKeyBytes(uint256 key) internal view override returns (bytes memory) {
        return abi.encodePacked(_verifier, key);
    }

    function test_timestamp_inTheModule() public {
        assertBreaks(_inModule(hex"4250"), "OP-011", Phase.Account);
    }

    function test_timestamp_inTheVerifier() public {
        assertBreaks(_inVerifier(hex"4250"), "OP-011", Phase.Account);
    }

    function test_timestamp_inThePaymaster() public {
        assertBreaks(_inPaymaster(hex"4250"), "OP-011", Phase.Paymaster);
    }

    function test_gas_inEachPlace() public {
        assertBreaks(_inModule(hex"5a50"), "OP-012", Phase.Account);
        assertBreaks(_inPaymaster(hex"5a50"), "OP-012", Phase.Paymaster);
    }

    function test_gas_inTheVerifier() public {
        assertBreaks(_inVerifier(hex"5a50"), "OP-012", Phase.Account);
    }

    function test_foreignSlot_inTheModule() public {
        assertBreaks(_inModule(PlantedCode.load(0)), "STO-021", Phase.Account);
        assertBreaks(_inModule(hex"5f5f55"), "STO-021", Phase.Account);
    }

    function test_foreignSlot_inTheVerifier() public {
        assertBreaks(_inVerifier(PlantedCode.load(0)), "STO-021", Phase.Account);
    }

    function test_transientStorage_countsLikeStorage() public {
        assertBreaks(_inModule(hex"5f5c50"), "STO-021", Phase.Account);
        assertBreaks(_inModule(hex"5f5f5d"), "STO-021", Phase.Account);
    }

    function test_associatedSlots_endAt128() public {
        address mine = address(account);
        _assertFine(_inModule(PlantedCode.loadAssociated(mine, 7, 0)));
        _assertFine(_inModule(PlantedCode.loadAssociated(mine, 7, 128)));
        assertBreaks(_inModule(PlantedCode.loadAssociated(mine, 7, 129)), "STO-021", Phase.Account);
        assertBreaks(_inModule(PlantedCode.loadAssociated(mine, 7, type(uint256).max)), "STO-021", Phase.Account);
        assertBreaks(_inModule(PlantedCode.loadAssociated(_somebody, 7, 0)), "STO-021", Phase.Account);
        _assertFine(_inModule(PlantedCode.load(uint160(mine))));
        assertBreaks(_inModule(PlantedCode.load(uint160(mine) + 1)), "STO-021", Phase.Account);
    }

    function test_paymastersSlots_areNotTheAccounts() public {
        bytes memory ask = PlantedCode.call(address(paymaster), 0, paymaster.signer.selector, 0);
        assertBreaks(_inModule(ask), "STO-031", Phase.Account);
    }

    function test_paymastersOwnSlots_needAStake() public {
        _assertFine(_inPaymaster(PlantedCode.load(0)));
        _unstake();
        assertBreaks(_inPaymaster(PlantedCode.load(0)), "STO-031", Phase.Paymaster);
    }

    function test_thePaymaster_needsItsStake() public {
        _unstake();
        assertBreaks(_inVerifier(""), "STO-031", Phase.Paymaster);
    }

    function test_paymaster_readsNothingOfOthers() public {
        address store = _store(PlantedCode.load(0));
        assertBreaks(_inPaymaster(PlantedCode.callEmpty(store, 0)), "STO-032", Phase.Paymaster);
        store = _store(PlantedCode.loadAssociated(_somebody, 7, 0));
        assertBreaks(_inPaymaster(PlantedCode.callEmpty(store, 0)), "STO-032", Phase.Paymaster);
        store = _store(PlantedCode.loadAssociated(address(account), 7, 0));
        _assertFine(_inPaymaster(PlantedCode.callEmpty(store, 0)));
        store = _store(PlantedCode.loadAssociated(address(paymaster), 7, 0));
        _assertFine(_inPaymaster(PlantedCode.callEmpty(store, 0)));
        _unstake();
        assertBreaks(_inPaymaster(PlantedCode.callEmpty(store, 0)), "STO-021", Phase.Paymaster);
    }

    function test_paymastersBalance_needsAStake() public {
        _assertFine(_inPaymaster(hex"4750"));
        _unstake();
        assertBreaks(_inPaymaster(hex"4750"), "OP-080", Phase.Paymaster);
    }

    function _assertFine(PackedUserOperation memory op) private {
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, VALIDATED, "the operation is valid");
        assertNothingBroken(report);
    }

    /// @dev Etched after the operation was made: makers ask the real contracts for hashes.
    function _inModule(bytes memory fault) private returns (PackedUserOperation memory op) {
        op = signUse(operation(callPlay(1)));
        vm.etch(address(validator), PlantedCode.answering(fault, abi.encode(uint256(0))));
    }

    function _inVerifier(bytes memory fault) private returns (PackedUserOperation memory op) {
        bytes32 yes = bytes32(IERC7913SignatureVerifier.verify.selector);
        vm.etch(_verifier, PlantedCode.answering(fault, abi.encode(yes)));
        enable(makeGrant());
        op = signUse(operation(callPlay(1)));
    }

    /// @dev On an owner's operation: nothing but the paymaster is planted.
    function _inPaymaster(bytes memory fault) private returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        op.nonce = entryPoint.getNonce(address(account), 0);
        op.signature = signAsOwner(entryPointHash(op));
        vm.etch(address(paymaster), PlantedCode.answering(fault, abi.encode(uint256(0x40), uint256(0), uint256(0))));
    }

    function _store(bytes memory code) private returns (address store) {
        store = makeAddr("store");
        vm.etch(store, code);
    }

    function _unstake() private {
        vm.prank(address(paymaster));
        entryPoint.unlockStake();
    }
}
