// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {Target} from "../support/Target.sol";
import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";
import {Codes} from "./Codes.sol";
import {OwnerValidator} from "./OwnerValidator.sol";

/// @dev The functions of an ERC-7579 account that are used here.
interface IOther {
    function accountId() external view returns (string memory);
    function execute(bytes32 mode, bytes calldata executionCalldata) external payable;
    function executeUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash) external payable;
    function installModule(uint256 moduleType, address module, bytes calldata initData) external payable;
    function uninstallModule(uint256 moduleType, address module, bytes calldata deInitData) external payable;
    function isModuleInstalled(uint256 moduleType, address module, bytes calldata context) external view returns (bool);
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4);
}

/// @dev The session module on an account by another vendor, at the EntryPoint that it trusts. The account pays for itself.
abstract contract OtherTest is StackTest {
    bytes4 internal constant EXECUTE = IOther.execute.selector;

    OwnerValidator internal ownerValidator;
    IOther internal other;

    function setUp() public virtual override {
        super.setUp();
        entryPoint = IEntryPoint(Codes.deployEntryPointV07());
        ownerValidator = new OwnerValidator();
        other = IOther(makeAccount());
        account = PlayerAccount(payable(address(other)));
        entryPoint.depositTo{value: 10 ether}(address(other));
        vm.deal(address(other), 10 ether);
        asOwner(abi.encodeCall(IOther.installModule, (1, address(validator), installData())));
    }

    // ---------------------------------------------------------------- what differs

    /// @dev Owned by the owner's address, and without the session module.
    function makeAccount() internal virtual returns (address);

    /// @dev In the account's format, for a validator without data of its own.
    function installData() internal view virtual returns (bytes memory) {}

    /// @dev The same for its removal. The module was installed last, so it is first in the account's list.
    function uninstallData() internal view virtual returns (bytes memory) {
        return abi.encode(address(1), bytes(""));
    }

    /// @dev The lane in which the owner's own validator is asked.
    function ownerLane() internal view virtual returns (uint192);

    /// @dev ERC-1271 of the account.
    function signatureOf(uint256 key, bytes32 hash) internal view virtual returns (bytes memory);

    /// @dev The account calls itself with this data, by order of its owner.
    function asOwner(bytes memory data) internal virtual {
        PackedUserOperation memory op = operation(makeGrant(), data);
        op.nonce = entryPoint.getNonce(address(other), ownerLane());
        op.paymasterAndData = "";
        op.signature = signSecp(OWNER_KEY, entryPointHash(op));
        (bool success,) = handleAndRead(op);
        assertTrue(success, "the owner's operation");
    }

    /// @dev Changes the owner of the account.
    function changeOwner(address owner) internal virtual {
        ownerCalls(address(ownerValidator), abi.encodeCall(OwnerValidator.setOwner, (owner)));
    }

    // ---------------------------------------------------------------- what does not

    function signAsOwner(bytes32 digest) internal view override returns (bytes memory) {
        return signatureOf(OWNER_KEY, digest);
    }

    /// @dev The account calls another contract.
    function ownerCalls(address to, bytes memory data) internal {
        asOwner(single(to, 0, data));
    }

    function otherGrant() internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
    }

    /// @dev A session that has begun.
    function opened() internal returns (Grant memory grant) {
        grant = otherGrant();
        enable(grant);
    }

    function play(Grant memory grant) internal {
        (bool success,) = handleAndRead(use(grant, callPlay(1), hint(0)));
        assertTrue(success, "played");
    }

    /// @dev The account passes on the module's error; an account that does not overrides this.
    function refuse(PackedUserOperation memory op, bytes memory reason) internal virtual {
        expectRefused(op, reason);
    }

    /// @dev Refused by the account or by the module, in the account's own way.
    function refuseAny(PackedUserOperation memory op) internal {
        vm.expectRevert();
        this.handleExternally(op);
    }

    function ends(Grant memory grant) internal view returns (bool) {
        return !sessionNow(grant).isLive;
    }

    function playCalls(uint256 count) internal view returns (Execution[] memory calls) {
        calls = new Execution[](count);
        for (uint256 i = 0; i < count; ++i) {
            calls[i] = Execution(address(target), 0, abi.encodeCall(Target.play, (i + 1)));
        }
    }
}
