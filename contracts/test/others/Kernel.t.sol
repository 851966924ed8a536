// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Codes} from "./Codes.sol";
import {OtherEndings} from "./OtherEndings.sol";
import {OtherSuite} from "./OtherSuite.sol";
import {IOther} from "./OtherTest.sol";
import {OwnerValidator} from "./OwnerValidator.sol";

interface IKernel {
    function initialize(bytes21 root, address hook, bytes calldata data, bytes calldata hookData, bytes[] calldata more)
        external;
    function changeRootValidator(bytes21 root, address hook, bytes calldata data, bytes calldata hookData)
        external
        payable;
}

interface IKernelFactory {
    function createAccount(bytes calldata data, bytes32 salt) external payable returns (address);
}

/// @dev Kernel of ZeroDev. Lane: `mode (1) || type (1) || validator (20) || number (2)`.
contract KernelTest is OtherSuite, OtherEndings {
    string private constant FILE = "KernelPrecompiles";
    /// @dev keccak256("Kernel(bytes32 hash)")
    bytes32 private constant WRAPPER_TYPEHASH = 0x1547321c374afde8a591d972a084b071c594c275e36724931ff96c25f2999c83;
    bytes1 private constant ROOT = 0x00;
    bytes1 private constant VALIDATOR = 0x01;
    address private constant NO_HOOK = address(1);

    function makeAccount() internal override returns (address) {
        address kernel = Codes.deploy(FILE, "KERNEL_BYTECODE", abi.encode(entryPoint));
        address kernelFactory = Codes.deploy(FILE, "KERNEL_FACTORY_BYTECODE", abi.encode(kernel));
        bytes memory data = abi.encodeCall(
            IKernel.initialize,
            (_identifier(address(ownerValidator)), NO_HOOK, abi.encodePacked(vm.addr(OWNER_KEY)), "", new bytes[](0))
        );
        return IKernelFactory(kernelFactory).createAccount(data, 0);
    }

    function _identifier(address validator_) private pure returns (bytes21) {
        return bytes21(abi.encodePacked(VALIDATOR, validator_));
    }

    function installData() internal view override returns (bytes memory) {
        return _installData(NO_HOOK, abi.encodePacked(EXECUTE));
    }

    /// @dev Hook, data of the validator, data of the hook, and the one selector that its operations may have.
    function _installData(address hook, bytes memory selectorData) private pure returns (bytes memory) {
        return abi.encodePacked(hook, abi.encode(bytes(""), hex"00", selectorData));
    }

    function uninstallData() internal pure override returns (bytes memory) {
        return "";
    }

    function laneOf(uint32 number) internal view override returns (uint192) {
        return (uint192(uint8(VALIDATOR)) << 176) | (uint192(uint160(address(validator))) << 16) | uint16(number);
    }

    function ownerLane() internal pure override returns (uint192) {
        return 0;
    }

    /// @dev Asks the root validator, with a hash that is wrapped in the account's own domain.
    function signatureOf(uint256 key, bytes32 hash) internal view override returns (bytes memory) {
        bytes32 wrapped =
            MessageHashUtils.toTypedDataHash(_kernelDomain(), keccak256(abi.encode(WRAPPER_TYPEHASH, hash)));
        return abi.encodePacked(ROOT, signSecp(key, wrapped));
    }

    function _kernelDomain() private view returns (bytes32) {
        (, string memory name, string memory version, uint256 chainId, address contract_,,) =
            IERC5267(address(other)).eip712Domain();
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                contract_
            )
        );
    }

    function messageBy(address module, bytes memory signature) internal pure override returns (bytes memory) {
        return abi.encodePacked(VALIDATOR, module, signature);
    }

    function changeOwner(address owner) internal override {
        bytes21 root = _identifier(address(new OwnerValidator()));
        asOwner(abi.encodeCall(IKernel.changeRootValidator, (root, NO_HOOK, abi.encodePacked(owner), "")));
    }

    // ---------------------------------------------------------------- traps

    function test_itIsKernel() public view {
        assertEq(other.accountId(), "kernel.advanced.v0.3.1");
    }

    /// @dev It installs, and then Kernel refuses every operation.
    function test_trap_withoutSelectorData_nothingIsPlayed() public {
        Grant memory grant = _openedOnAnother(_installData(NO_HOOK, ""));
        expectRefused(use(grant, callPlay(1), hint(0)), abi.encodeWithSignature("InvalidValidator()"));
    }

    /// @dev Kernel then requires operations to use `executeUserOp`, which the module refuses.
    function test_trap_withAHook_nothingIsPlayed() public {
        Grant memory grant = _openedOnAnother(_installData(address(ownerValidator), abi.encodePacked(EXECUTE)));
        expectRefused(use(grant, callPlay(1), hint(0)), abi.encodeWithSignature("InvalidValidator()"));
        bytes memory wrapped = bytes.concat(IOther.executeUserOp.selector, callPlay(1));
        bytes memory reason = abi.encodeWithSelector(
            ISessionValidator.CallDataNotExecute.selector, IOther.executeUserOp.selector, EXECUTE
        );
        refuse(use(grant, wrapped, hint(0)), reason);
    }

    /// @dev A session on an account with the module installed with this data: a new account, because Kernel keeps what was once
    /// allowed.
    function _openedOnAnother(bytes memory data) private returns (Grant memory) {
        other = IOther(makeAccount());
        account = PlayerAccount(payable(address(other)));
        entryPoint.depositTo{value: 10 ether}(address(other));
        asOwner(abi.encodeCall(IOther.installModule, (1, address(validator), data)));
        return opened();
    }

    /// @dev A hook has power over an account, and Kernel does not report which hook it has. See docs/lifting.md.
    function test_trap_hooksAreNotTold() public {
        OwnerValidator hook = new OwnerValidator();
        ownerCalls(address(hook), abi.encodeCall(OwnerValidator.setOwner, (vm.addr(OWNER_KEY))));
        OwnerValidator guarded = new OwnerValidator();
        bytes memory data = _installData(address(hook), abi.encodePacked(EXECUTE));
        asOwner(abi.encodeCall(IOther.installModule, (1, address(guarded), data)));
        assertTrue(other.isModuleInstalled(1, address(guarded), ""));
        assertFalse(other.isModuleInstalled(4, address(hook), ""));
        Grant memory grant = otherGrant();
        grant.permissions[0].target = address(hook);
        enable(grant);
        assertTrue(sessionNow(grant).isLive, "granted");
    }
}
